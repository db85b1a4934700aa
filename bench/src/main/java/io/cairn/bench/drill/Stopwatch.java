package io.cairn.bench.drill;

import java.time.Duration;
import java.util.Locale;

/** How long something takes, from its making on. */
final class Stopwatch {
    private final long began = System.nanoTime();

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Such as {@code 2.4 s}. */
    @Override
    public String toString() {
        return seconds(elapsed());
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
}
