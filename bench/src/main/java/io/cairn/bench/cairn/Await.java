package io.cairn.bench.cairn;

import java.io.IOException;
import java.time.Duration;

/** Waits for a condition, and no longer than needed. */
public final class Await {
    private static final long PAUSE_MILLIS = 50;

    /** Something that holds at last, or not. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Failure, IOException, InterruptedException;
    }

    private Await() {}

    /** @param what for the failure, such as "redis runs again" */
    public static void within(Duration patience, String what, Condition condition)
            throws Failure, IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline >= 0) {
                throw new Failure("not within " + patience.toSeconds() + " s: " + what);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
