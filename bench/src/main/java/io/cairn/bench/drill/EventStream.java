package io.cairn.bench.drill;

import io.cairn.bench.cairn.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

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

    private final List<Api> takers;
    private final AtomicInteger turn = new AtomicInteger();
    private final Ledger ledger;
    private final Sender sender;
    private final Queue<List<SentEvent>> unacknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<List<SentEvent>> acknowledged = new ConcurrentLinkedQueue<>();
    private final List<Thread> writers = new ArrayList<>();
    private final EventSource last;
    private volatile boolean stopping;

    /** @param takers replicas of events-service; each request goes to the next of them */
    EventStream(List<Api> takers, Ledger ledger, Cast cast, long seed, Instant latest) {
        this.takers = List.copyOf(takers);
        this.ledger = ledger;
        this.sender = new Sender(ledger);
        AtomicInteger made = new AtomicInteger();
        this.last = new EventSource(cast, made, latest, new Random(seed - 1));
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed + i);
            EventSource source = new EventSource(cast, made, latest, random);
            Thread writer = new Thread(() -> write(source, random), "writer " + i);
            writer.setDaemon(true);
            writers.add(writer);
        }
    }

    void begin() {
        writers.forEach(Thread::start);
    }

    /** Ends the writers; what they did not get acknowledged stays so. */
    void stop() throws InterruptedException {
        stopping = true;
        for (Thread writer : writers) {
            writer.join();
        }
    }

    /** Sends what is not acknowledged until it is, after {@link #stop()}; what still is not in time, the ledger shows. */
    void settle() throws InterruptedException {
        sendRest();
    }

    /** Joins every anonymous id that is a known customer's to her, after {@link #settle()}: from then on it is known whose each event is. */
    void joinAll() throws InterruptedException {
        List<SentEvent> joins = last.joins(ledger.sent().values());
        for (int from = 0; from < joins.size(); from += MAX_BATCH) {
            unacknowledged.add(joins.subList(from, Math.min(joins.size(), from + MAX_BATCH)));
        }
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
        Api api = takers.get(Math.floorMod(turn.getAndIncrement(), takers.size()));
        boolean taken = sender.send(api, batch).filter(Api.Answer::isSuccess).isPresent();
        (taken ? acknowledged : unacknowledged).add(batch);
        return taken;
    }
}
