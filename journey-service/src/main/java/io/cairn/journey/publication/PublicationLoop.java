package io.cairn.journey.publication;

import io.cairn.journey.publication.persistence.PublicationRepository;
import io.cairn.kit.threads.Daemons;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the maps in Redis equal to those in PostgreSQL, again and again. It needs no state of its own, so a crash
 * between publishing and writing, a Redis that was away or was emptied, and several replicas at once all come right at
 * the next turn. What it remembers of its last turn only saves it from writing every map for each that is published.
 */
@ApplicationScoped
public class PublicationLoop {
    private static final Logger LOG = Logger.getLogger(PublicationLoop.class);

    private static final long NOTHING = -1;

    private final PublicationRepository repository;
    private final PublishedMaps published;
    private final Duration interval;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("publication"));

    private volatile long equalAtNanos = System.nanoTime();
    /** The revision that this process wrote last; only its thread reads and writes it. */
    private long wrote = NOTHING;

    private boolean failing;

    PublicationLoop(
            PublicationRepository repository,
            PublishedMaps published,
            MeterRegistry meters,
            @ConfigProperty(name = "cairn.publication.interval") Duration interval) {
        this.repository = repository;
        this.published = published;
        this.interval = interval;
        TimeGauge.builder("cairn.publication.lag", this, TimeUnit.NANOSECONDS, loop -> loop.lag()
                        .toNanos())
                .description("since when the live maps in Redis are not known to equal those in PostgreSQL")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        var unused = thread.scheduleWithFixedDelay(this::turn, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    /** Does not wait for the next turn. */
    public void soon() {
        try {
            thread.execute(this::turn);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopping: the next start, or another replica, will do it");
        }
    }

    /** How long ago Redis was last known to have what PostgreSQL has: within two turns if all is well. */
    Duration lag() {
        return Duration.ofNanos(System.nanoTime() - equalAtNanos);
    }

    private void turn() {
        long begunNanos = System.nanoTime();
        try {
            if (reconcile()) {
                equalAtNanos = begunNanos;
                report(null);
            }
        } catch (Throwable e) { // an Error, too, would end the repetition for good
            report(e);
        }
    }

    /** Whether Redis now has what PostgreSQL has. */
    private boolean reconcile() throws SQLException {
        String seen = published.revision();
        long revision = repository.revision();
        if (seen.equals(Long.toString(revision))) {
            return true;
        }
        // what Redis holds of a revision of this PostgreSQL's past lacks only what came since; one that was restored
        // from a backup meanwhile may have had another past, so a process trusts only what it wrote itself, and only
        // while the revision grows: one that went back has less than Redis, and nothing tells what
        boolean grown = seen.equals(Long.toString(wrote)) && revision > wrote;
        Publication publication = grown ? repository.since(wrote) : repository.read();
        boolean done = grown ? published.change(seen, publication) : published.replace(seen, publication);
        wrote = done ? publication.revision() : NOTHING;
        if (done) {
            LOG.infof(
                    "%d of %d live maps written, at revision %d",
                    publication.maps().size(), publication.count(), publication.revision());
        }
        return done;
    }

    /** Logs when it begins to fail and when it works again, not four times a second between. */
    private void report(@Nullable Throwable failure) {
        if (failure != null && !failing) {
            LOG.warnf("live maps do not reach Redis, trying on: %s", failure);
        } else if (failure == null && failing) {
            LOG.info("live maps reach Redis again");
        }
        failing = failure != null;
    }
}
