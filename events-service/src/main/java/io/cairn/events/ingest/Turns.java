package io.cairn.events.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds the requests that send events: so many are under way, so many more wait in the order in which they came, and
 * what comes beyond them is refused at once. Who waits holds neither a thread nor a body.
 */
@ApplicationScoped
public class Turns {
    /** What becomes of a request. */
    public enum Answer {
        BEGIN,
        WAIT,
        REFUSED
    }

    private final int maxUnderWay;
    private final int maxWaiting;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Counter refused;
    private final Counter givenUp;
    private int underWay;

    Turns(
            @ConfigProperty(name = "cairn.ingest.max-under-way") int maxUnderWay,
            @ConfigProperty(name = "cairn.ingest.max-waiting") int maxWaiting,
            MeterRegistry metrics) {
        this.maxUnderWay = maxUnderWay;
        this.maxWaiting = maxWaiting;
        this.refused = metrics.counter("cairn.ingest.refused", "because", "full");
        this.givenUp = metrics.counter("cairn.ingest.refused", "because", "waited");
        Gauge.builder("cairn.ingest.under.way", this::underWay).register(metrics);
        Gauge.builder("cairn.ingest.waiting", this::waiting).register(metrics);
    }

    /** @param turn run once, in any thread, if the answer is to wait and the wait is over */
    public synchronized Answer ask(Runnable turn) {
        if (underWay < maxUnderWay) {
            underWay++;
            return Answer.BEGIN;
        }
        if (waiting.size() < maxWaiting) {
            waiting.add(turn);
            return Answer.WAIT;
        }
        refused.increment();
        return Answer.REFUSED;
    }

    /** Whether one who waited no longer does, without a turn; false if its turn has come. */
    public synchronized boolean giveUp(Runnable turn) {
        if (!waiting.remove(turn)) {
            return false;
        }
        givenUp.increment();
        return true;
    }

    /** One who was under way is done, so that the next one begins. */
    public void done() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                underWay--;
            }
        }
        if (next != null) {
            next.run();
        }
    }

    /** How many requests are under way. */
    public synchronized int underWay() {
        return underWay;
    }

    /** How many requests wait. */
    public synchronized int waiting() {
        return waiting.size();
    }
}
