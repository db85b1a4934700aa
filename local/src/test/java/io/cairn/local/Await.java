package io.cairn.local;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, and no longer than needed. */
final class Await {

    private Await() {}

    static void within(Duration patience, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadline >= 0) {
                throw new AssertionError("not so within " + patience);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
