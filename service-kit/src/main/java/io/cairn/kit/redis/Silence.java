package io.cairn.kit.redis;

import java.time.Duration;

/** How long Redis has answered nothing that it was asked: of a host that vanished nothing else tells. For any thread. */
final class Silence {
    /** So many deadlines, and connections are given up. */
    private static final int DEADLINES = 3;

    private final long longNanos;

    /** When something was last answered, and when something was first asked since, by {@link System#nanoTime}. */
    private volatile long heard = System.nanoTime();

    private volatile long asked = heard;

    Silence(Duration deadline) {
        longNanos = DEADLINES * deadline.toNanos();
    }

    void asked() {
        if (!isAwaited()) {
            asked = System.nanoTime();
        }
    }

    void heard() {
        heard = System.nanoTime();
    }

    boolean isLong() {
        return isAwaited() && System.nanoTime() - asked >= longNanos;
    }

    private boolean isAwaited() {
        return asked - heard > 0;
    }
}
