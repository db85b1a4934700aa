package io.cairn.journey;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Awaits what must come to hold. */
public final class Eventually {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private Eventually() {}

    /** @throws AssertionError the last one, if the assertions do not come to pass in time */
    public static void passes(Duration within, Callable<?> assertions) throws Exception {
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            try {
                assertions.call();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }
}
