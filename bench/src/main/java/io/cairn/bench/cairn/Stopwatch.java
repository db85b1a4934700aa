package io.cairn.bench.cairn;

import java.time.Duration;
import java.util.Locale;

/** How long something takes, from its making on. */
public final class Stopwatch {
    private final long began = System.nanoTime();

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Such as {@code 2.4 s}. */
    @Override
    public String toString() {
        return seconds(elapsed());
    }

    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
}
