package io.cairn.personalization.decisionlog;

import io.cairn.kit.redis.RedisUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
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

    private final LogDrain drain;
    private final CapsRebuild rebuild;
    private final PendingDecisions pending;
    private final Duration interval;
    private final AtomicLong pendingDecisions = new AtomicLong();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "decision-log"));
    private boolean reported;

    DecisionLog(
            LogDrain drain,
            CapsRebuild rebuild,
            PendingDecisions pending,
            MeterRegistry meters,
            @ConfigProperty(name = "cairn.decision-log.interval") Duration interval) {
        this.drain = drain;
        this.rebuild = rebuild;
        this.pending = pending;
        this.interval = interval;
        meters.gauge("cairn.decisions.pending", pendingDecisions);
    }

    /** The first round is done before requests are taken: where nothing was lost, nothing is withheld. */
    void begin(@Observes StartupEvent event) {
        round();
        var unused = thread.scheduleWithFixedDelay(
                this::round, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void round() {
        try {
            rebuild.rebuildIfLost();
            pendingDecisions.set(pending.count());
            if (pendingDecisions.get() > 0) {
                drain.drain();
                pendingDecisions.set(pending.count());
            }
            reported = false;
        } catch (SQLException | RedisUnavailable e) {
            report(e);
        } catch (Throwable e) { // an Error, too, would end the rounds for good
            LOG.error("the decision log failed; it goes on with the next round", e);
        }
    }

    /** Once for each outage, not five times a second. */
    private void report(Exception unavailable) {
        if (!reported) {
            LOG.warnf("decisions wait to be logged: %s", unavailable.getMessage());
            reported = true;
        }
    }
}
