package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.event.EventType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Several writers that send events as clients do who must not lose any: what was not acknowledged is sent again, and now
 * and then what was, or the same by two writers at once. They go on through every fault until stopped.
 */
final class EventStream {
    private static final int WRITERS = 4;
    private static final int MAX_BATCH = 20;
    /** The stream is there to be interrupted, not to measure: a busy machine must keep up with it. */
    private static final int MAX_PAUSE_MILLIS = 80;

    private static final int RETRY_PAUSE_MILLIS = 300;
    private static final Duration SETTLE = Duration.ofMinutes(2);

    private final Api api;
    private final Ledger ledger;
    private final Queue<List<SentEvent>> unacknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<List<SentEvent>> acknowledged = new ConcurrentLinkedQueue<>();
    private final List<Thread> writers = new ArrayList<>();
    private final EventSource last;
    private volatile boolean stopping;

    EventStream(Api api, Ledger ledger, long seed, Instant latest) {
        this.api = api;
        this.ledger = ledger;
        this.last = new EventSource("drill-last", latest, new Random(seed - 1));
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed + i);
            EventSource source = new EventSource("drill-" + i, latest, random);
            Thread writer = new Thread(() -> write(source, random), "writer " + i);
            writer.setDaemon(true);
            writers.add(writer);
        }
    }

    void begin() {
        writers.forEach(Thread::start);
    }

    /** Stops the writers, and sends what is not acknowledged until it is; what still is not in time, the ledger shows. */
    void settle() throws InterruptedException {
        stopping = true;
        for (Thread writer : writers) {
            writer.join();
        }
        sendRest();
    }

    /** Joins every device to its user, after {@link #settle()}: from then on it is known whose each event is. */
    void joinDevices() throws InterruptedException {
        unacknowledged.add(last.joins());
        sendRest();
    }

    private void sendRest() throws InterruptedException {
        long deadline = System.nanoTime() + SETTLE.toNanos();
        List<SentEvent> batch = unacknowledged.poll();
        while (batch != null && System.nanoTime() - deadline < 0) {
            if (!send(batch)) {
                Thread.sleep(RETRY_PAUSE_MILLIS);
            }
            batch = unacknowledged.poll();
        }
    }

    private void write(EventSource source, Random random) {
        try {
            while (!stopping) {
                boolean taken = send(choose(source, random));
                Thread.sleep(random.nextInt(MAX_PAUSE_MILLIS) + (taken ? 0 : RETRY_PAUSE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            ledger.fault("a writer ended: " + e);
        }
    }

    private List<SentEvent> choose(EventSource source, Random random) {
        int dice = random.nextInt(100);
        List<SentEvent> batch = null;
        if (dice < 30) {
            batch = unacknowledged.poll();
        } else if (dice < 40) {
            batch = acknowledged.poll();
        } else if (dice < 45) {
            batch = source.next(1 + random.nextInt(MAX_BATCH));
            // another writer, or this one, sends it once more whatever comes of this time
            unacknowledged.add(batch);
        }
        return batch != null ? batch : source.next(1 + random.nextInt(dice < 60 ? 1 : MAX_BATCH));
    }

    /** Whether it was acknowledged. */
    private boolean send(List<SentEvent> batch) throws InterruptedException {
        int knownBefore = ledger.sending(batch);
        try {
            Api.Answer answer = batch.size() == 1 && batch.get(0).event().type() == EventType.TRACK
                    ? api.post(
                            Server.EVENTS,
                            "/v1/track",
                            EventJson.toSend(batch.get(0).event()))
                    : api.post(Server.EVENTS, "/v1/batch", body(batch));
            if (answer.isSuccess()) {
                ledger.acknowledge(batch, receipt(answer), knownBefore);
                acknowledged.add(batch);
                return true;
            } else if (!answer.isForLater()) {
                ledger.fault("POST of events was answered " + answer.status() + " " + answer.body());
            }
        } catch (IOException e) {
            // no answer: it may be logged or not, and is sent again
        }
        unacknowledged.add(batch);
        return false;
    }

    private static Receipt receipt(Api.Answer answer) {
        return new Receipt(
                answer.body().path("accepted").asInt(-1),
                answer.body().path("duplicates").asInt(-1),
                answer.body().path("rejected").isEmpty()
                        ? ""
                        : answer.body().path("rejected").toString());
    }

    private static ObjectNode body(List<SentEvent> batch) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode items = body.putArray("batch");
        batch.forEach(event -> items.add(EventJson.toSend(event.event())));
        return body;
    }
}
