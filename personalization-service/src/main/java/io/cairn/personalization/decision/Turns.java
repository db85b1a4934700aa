package io.cairn.personalization.decision;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lets the decisions for one customer go one after the other within this process, which saves them most conflicts. A
 * courtesy: what makes caps exact is the script that records, so whoever has waited long enough goes ahead.
 */
final class Turns {
    private static final int STRIPES = 1024;

    private final ReentrantLock[] stripes =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);
    private final Duration patience;

    Turns(Duration patience) {
        this.patience = patience;
    }

    /** Does the work when it is its turn. */
    <T> T inTurn(String customerId, Supplier<T> work) {
        ReentrantLock stripe = stripes[Math.floorMod(customerId.hashCode(), STRIPES)];
        boolean taken = isTaken(stripe);
        try {
            return work.get();
        } finally {
            if (taken) {
                stripe.unlock();
            }
        }
    }

    private boolean isTaken(ReentrantLock stripe) {
        try {
            return stripe.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
