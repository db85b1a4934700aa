package io.cairn.personalization.decisionlog;

import io.cairn.kit.redis.RedisUnavailable;
import io.cairn.kit.threads.Daemons;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Keeps the log going in the background: writes what is pending, and counts again what caps count after a loss. */
@Singleton
public class DecisionLog {
    private static final Logger LOG = Logger.getLogger(DecisionLog.class);

    private static final Duration START_WAITS = Duration.ofSeconds(2);

    private final LogDrain drain;
    private final CapsRebuild rebuild;
    private final StateRestore restore;
    private final PendingDecisions pending;
    private final Duration interval;
    private final AtomicLong pendingDecisions = new AtomicLong();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("decision-log"));
    private final CountDownLatch firstRound = new CountDownLatch(1);

    // each is said once, not five times a second
    private boolean storesAway;
    private boolean failing;

    DecisionLog(
            LogDrain drain,
            CapsRebuild rebuild,
            StateRestore restore,
            PendingDecisions pending,
            MeterRegistry meters,
            @ConfigProperty(name = "cairn.decision-log.interval") Duration interval) {
        this.drain = drain;
        this.rebuild = rebuild;
        this.restore = restore;
        this.pending = pending;
        this.interval = interval;
        meters.gauge("cairn.decisions.pending", pendingDecisions);
    }

    /** Where nothing was lost, the first round is done before requests are taken; counting again does not delay them. */
    void begin(@Observes StartupEvent event) throws InterruptedException {
        var unused = thread.scheduleWithFixedDelay(this::round, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        if (!firstRound.await(START_WAITS.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("caps are being counted again; until that is done, what is capped is withheld");
        }
    }

    void end(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void round() {
        try {
            rebuild.rebuildIfLost();
            pendingDecisions.set(pending.count());
            drain.drain();
            pendingDecisions.set(pending.count());
            restore.restoreWaiting();
            storesAway = false;
            failing = false;
        } catch (SQLException | RedisUnavailable e) {
            if (!storesAway) {
                LOG.warnf("decisions wait to be logged: %s", e.getMessage());
            }
            storesAway = true;
        } catch (Throwable e) { // an Error, too, would end the rounds for good
            if (!failing) {
                LOG.error("the decision log failed, and is tried again with each round", e);
            }
            failing = true;
        } finally {
            firstRound.countDown();
        }
    }
}
