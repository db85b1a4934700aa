package io.cairn.personalization.position;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Does something again and again in a thread of its own, at once while there is more to do. Says when it begins to fail and
 * when it works again, not each time between.
 */
final class Turns {
    private static final Logger LOG = Logger.getLogger(Turns.class);

    /** How long after a fault the next turn comes, in ms. */
    private static final long AFTER_FAULT = 250;

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
    Turns(String name, String fault, Duration interval, Turn turn) {
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread worker = new Thread(work, name);
            worker.setDaemon(true);
            return worker;
        });
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
            pause = turn.take() ? 0 : interval.toMillis();
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
        } catch (java.util.concurrent.RejectedExecutionException e) {
            LOG.debug("stopped");
        }
    }
}
