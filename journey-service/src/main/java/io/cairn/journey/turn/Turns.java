package io.cairn.journey.turn;

import io.cairn.kit.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a few at once do what takes much of something that others need, too. The rest wait in line, each with nothing but a
 * thread; as threads are few as well, neither for long nor many of them.
 */
public final class Turns {
    /** Of the 200 threads that answer requests. */
    private static final int MOST_WAITING = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Semaphore free;
    private final Duration patience;
    private final String busy;

    /** @param busy what to tell those who cannot wait any longer */
    public Turns(int atOnce, String busy) {
        this(atOnce, PATIENCE, busy);
    }

    Turns(int atOnce, Duration patience, String busy) {
        this.free = new Semaphore(atOnce, true);
        this.patience = patience;
        this.busy = busy;
    }

    /** @throws ProblemException 429 if the turn does not come soon, 503 if the service shuts down meanwhile */
    public <T> T take(Supplier<T> work) {
        await();
        try {
            return work.get();
        } finally {
            free.release();
        }
    }

    private void await() {
        try {
            boolean isLineFull = free.getQueueLength() >= MOST_WAITING;
            if (isLineFull || !free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ProblemException.tooBusy(busy + ": try again soon");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("the service is shutting down");
        }
    }
}
