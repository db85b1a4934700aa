package io.cairn.events.rebuild;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** How far a pass through all customers is. */
@ApplicationScoped
public class RebuildProgress {
    private volatile boolean running;
    private volatile long done;
    private volatile long total;

    RebuildProgress(MeterRegistry metrics) {
        Gauge.builder("cairn.rebuild.running", () -> running ? 1 : 0).register(metrics);
        Gauge.builder("cairn.rebuild.done", () -> done).register(metrics);
        Gauge.builder("cairn.rebuild.total", () -> total).register(metrics);
    }

    void begin(long customers) {
        done = 0;
        total = customers;
        running = true;
    }

    /** @param customers seen so far */
    void reached(long customers) {
        done = customers;
        total = Math.max(total, customers);
    }

    void end() {
        running = false;
    }

    /** Whether a pass is under way in this replica. */
    public boolean isRunning() {
        return running;
    }

    /** How many customers the latest pass has seen. */
    public long done() {
        return done;
    }

    /** Of how many, about. */
    public long total() {
        return total;
    }
}
