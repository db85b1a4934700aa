package io.cairn.bench.drill;

import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Many senders at once, a tenth of them with large batches, who come again at once whatever they are told. */
final class Flood {
    private static final int TOO_MANY = 429;
    private static final int SENDERS = 400;
    private static final int LARGE_SENDERS = 40;
    private static final int SINGLES = 800;
    private static final int LARGE = 48;
    private static final int LARGE_SIZE = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** What leaves the machine's processors to the service: without it all would go to refusals. */
    private static final int PAUSE_MILLIS = 20;

    private final Api api;
    private final Ledger ledger;
    private final Sender sender;
    private final Queue<List<SentEvent>> singles = new ConcurrentLinkedQueue<>();
    private final Queue<List<SentEvent>> large = new ConcurrentLinkedQueue<>();
    private final Latencies taken = new Latencies();
    private final Latencies refused = new Latencies();
    private final Latencies waitedInVain = new Latencies();
    private volatile boolean ending;

    Flood(Api api, Ledger ledger, EventSource source) {
        this.api = api;
        this.ledger = ledger;
        this.sender = new Sender(ledger);
        for (int i = 0; i < SINGLES; i++) {
            singles.add(source.next(1));
        }
        for (int i = 0; i < LARGE; i++) {
            large.add(source.next(LARGE_SIZE));
        }
    }

    /** For so long; what was acknowledged is sent again when there is nothing else. */
    void rage(Duration time) throws InterruptedException {
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            Queue<List<SentEvent>> events = i < LARGE_SENDERS ? large : singles;
            Thread thread = new Thread(() -> send(events), "flood " + i);
            thread.setDaemon(true);
            senders.add(thread);
        }
        senders.forEach(Thread::start);
        Thread.sleep(time.toMillis());
        ending = true;
        for (Thread thread : senders) {
            thread.join();
        }
    }

    /** Sends once more, one after the other, until each is acknowledged: as calm as before the flood. */
    void ebb() throws Failure, InterruptedException {
        List<List<SentEvent>> all = new ArrayList<>(singles);
        all.addAll(large);
        Stopwatch since = new Stopwatch();
        for (List<SentEvent> events : all) {
            while (!ledger.isAcknowledged(events)) {
                if (since.elapsed().compareTo(PATIENCE) > 0) {
                    throw new Failure("not all of a flood was taken within " + PATIENCE.toSeconds() + " s after it");
                }
                if (sender.send(api, events).filter(Api.Answer::isSuccess).isEmpty()) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        }
    }

    /** Of the requests that were acknowledged. */
    Latencies taken() {
        return taken;
    }

    /** Of the requests that found the queue full: 429. */
    Latencies refused() {
        return refused;
    }

    /** Of the requests that were told to come again after a wait in the queue, or by its fault: 503. */
    Latencies waitedInVain() {
        return waitedInVain;
    }

    private void send(Queue<List<SentEvent>> queue) {
        try {
            boolean connected = false;
            while (!ending) {
                List<SentEvent> events = queue.poll();
                if (events != null) {
                    send(events, connected);
                    queue.add(events);
                    connected = true;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            ledger.fault("a sender ended: " + e);
        }
    }

    /** @param connected if not, what it takes is mostly ours: 400 connections at once */
    private void send(List<SentEvent> events, boolean connected) throws InterruptedException {
        Stopwatch took = new Stopwatch();
        Optional<Api.Answer> answer = sender.send(api, events);
        if (answer.isEmpty()) {
            ledger.fault("a request got no answer, after " + took);
        } else if (connected) {
            latencies(answer.get()).add(took.elapsed());
        }
    }

    /** What neither acknowledges nor refuses is a fault, and in the ledger. */
    private Latencies latencies(Api.Answer answer) {
        if (answer.isSuccess()) {
            return taken;
        }
        return answer.status() == TOO_MANY ? refused : waitedInVain;
    }
}
