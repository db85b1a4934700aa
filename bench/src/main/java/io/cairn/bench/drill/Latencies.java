package io.cairn.bench.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long answers took. Thread-safe. */
final class Latencies {
    private final List<Duration> all = new ArrayList<>();

    synchronized void add(Duration latency) {
        all.add(latency);
    }

    synchronized int count() {
        return all.size();
    }

    /** The least of them that 99 of 100 do not exceed (the nearest rank); zero if there are none. */
    synchronized Duration p99() {
        if (all.isEmpty()) {
            return Duration.ZERO;
        }
        Collections.sort(all);
        return all.get((int) Math.ceil(all.size() * 0.99) - 1);
    }

    /** Such as {@code 120 (p99 15 ms)}. */
    @Override
    public synchronized String toString() {
        return all.isEmpty() ? "0" : all.size() + " (p99 " + p99().toMillis() + " ms)";
    }
}
