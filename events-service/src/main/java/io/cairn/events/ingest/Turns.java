package io.cairn.events.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the requests that send events: so many are under way, so many more wait in the order in which they came, and
 * what comes beyond them is refused at once. Who waits holds neither a thread nor a body. Strangers have half of both at most, so
 * that those who are known need not wait for them.
 */
@ApplicationScoped
public class Turns {
    /** What becomes of a request. */
    public enum Answer {
        BEGIN,
        WAIT,
        REFUSED
    }

    /** Who asks. */
    public enum Caller {
        /** By a key of ours, or one of us. */
        KNOWN,
        /** Whose key may be in the body, or who has none. */
        STRANGER
    }

    private record Waiting(Caller caller, Runnable turn) {}

    private final int maxUnderWay;
    private final int maxWaiting;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Counter refused;
    private final Counter givenUp;
    private int underWay;
    private int strangersUnderWay;

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
    public synchronized Answer ask(Caller caller, Runnable turn) {
        if (mayBegin(caller)) {
            begin(caller);
            return Answer.BEGIN;
        }
        if (mayWait(caller)) {
            waiting.add(new Waiting(caller, turn));
            return Answer.WAIT;
        }
        refused.increment();
        return Answer.REFUSED;
    }

    private boolean mayBegin(Caller caller) {
        return underWay < maxUnderWay && (caller == Caller.KNOWN || strangersUnderWay < half(maxUnderWay));
    }

    private boolean mayWait(Caller caller) {
        if (waiting.size() >= maxWaiting) {
            return false;
        }
        long strangers =
                waiting.stream().filter(one -> one.caller() == Caller.STRANGER).count();
        return caller == Caller.KNOWN || strangers < half(maxWaiting);
    }

    private static int half(int all) {
        return (all + 1) / 2;
    }

    private void begin(Caller caller) {
        underWay++;
        strangersUnderWay += caller == Caller.STRANGER ? 1 : 0;
    }

    /** Whether one who waited no longer does, without a turn; false if its turn has come. */
    public synchronized boolean giveUp(Runnable turn) {
        if (!waiting.removeIf(one -> one.turn().equals(turn))) {
            return false;
        }
        givenUp.increment();
        return true;
    }

    /** One who was under way is done, so that the next one begins. */
    public void done(Caller caller) {
        Waiting next;
        synchronized (this) {
            underWay--;
            strangersUnderWay -= caller == Caller.STRANGER ? 1 : 0;
            next = next();
        }
        if (next != null) {
            next.turn().run();
        }
    }

    /** Who has waited for longest of those who may begin now. */
    private @Nullable Waiting next() {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting one = each.next();
            if (mayBegin(one.caller())) {
                each.remove();
                begin(one.caller());
                return one;
            }
        }
        return null;
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
