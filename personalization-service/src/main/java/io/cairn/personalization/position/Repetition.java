package io.cairn.personalization.position;

import io.cairn.kit.threads.Daemons;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Does something again and again in a thread of its own, soon while there is more to do: it rests for a part of the time that it
 * worked, so that what is asked of the service meanwhile is not kept waiting. Says when it begins to fail and
 * when it works again, not each time between.
 */
final class Repetition {
    private static final Logger LOG = Logger.getLogger(Repetition.class);

    /** How long after a fault the next turn comes, in ms. */
    private static final long AFTER_FAULT = 250;

    /** Which part of the time that a turn took is rest, while there is more to do: one in so many. */
    private static final int REST = 2;

    private final ScheduledExecutorService thread;
    private final String fault;
    private final Duration interval;
    private final Turn turn;
    private boolean failing;

    /** Something to do; true if there is more. */
    @FunctionalInterface
    interface Turn {
        boolean take() throws SQLException;
    }

    /** @param fault what to say when it fails */
    Repetition(String name, String fault, Duration interval, Turn turn) {
        this.thread = Executors.newSingleThreadScheduledExecutor(Daemons.named(name));
        this.fault = fault;
        this.interval = interval;
        this.turn = turn;
    }

    void start() {
        next(0);
    }

    void stop() {
        thread.shutdownNow();
    }

    private void next(long afterMillis) {
        if (!thread.isShutdown()) {
            var unused = thread.schedule(this::run, afterMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void run() {
        long pause = AFTER_FAULT;
        try {
            long began = System.nanoTime();
            boolean more = turn.take();
            long worked = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            pause = more ? Math.min(worked / REST, interval.toMillis()) : interval.toMillis();
            if (failing) {
                LOG.infof("no longer so: %s", fault);
            }
            failing = false;
        } catch (Throwable e) { // an Error, too, would end the repetition for good
            if (!failing && !thread.isShutdown()) {
                LOG.warnf("%s; trying again until it works: %s", fault, e);
            }
            failing = true;
        }
        try {
            next(pause);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopped");
        }
    }
}
