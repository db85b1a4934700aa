package io.cairn.events.rebuild;

import io.cairn.events.profile.ProfileCatchUp;
import io.cairn.events.rebuild.persistence.AllCustomers;
import io.cairn.events.rebuild.persistence.RebuildRows;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.redis.RedisError;
import io.cairn.kit.redis.RedisUnavailable;
import io.cairn.kit.threads.Daemons;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Folds every customer anew when somebody asks for it, whatever Redis holds: what is doubted is the content. Any replica
 * does it, one at a time, and goes on where another died.
 *
 * <p>It raises a customer's revision and says that older profiles are to be folded anew. So what is there loses, and so
 * does a request that has just read it: nobody can build on the old profile any more.
 */
@ApplicationScoped
public class RequestedRebuild {
    private static final Logger LOG = Logger.getLogger(RequestedRebuild.class);
    private static final int CHUNK = 500;

    private final RebuildRows rows;
    private final AllCustomers customers;
    private final ProfileCatchUp catchUp;
    private final ProfileStore store;
    private final Clock clock;
    private final Duration every;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("requested-rebuild"));

    private boolean storesAnswer = true;

    RequestedRebuild(
            RebuildRows rows,
            AllCustomers customers,
            ProfileCatchUp catchUp,
            ProfileStore store,
            Clock clock,
            @ConfigProperty(name = "cairn.events.guard-every") Duration every) {
        this.rows = rows;
        this.customers = customers;
        this.catchUp = catchUp;
        this.store = store;
        this.clock = clock;
        this.every = every;
    }

    /** Begins a rebuild, unless one runs; gives the one that now runs. */
    public Rebuild request() throws SQLException {
        rows.begin(clock.instant().truncatedTo(ChronoUnit.MICROS), customers.count());
        return rows.latest().orElseThrow();
    }

    /** The latest one; empty if nobody ever asked for one. */
    public Optional<Rebuild> latest() throws SQLException {
        return rows.latest();
    }

    void start(@Observes StartupEvent event) {
        Future<?> unused = thread.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void look() {
        try {
            if (rows.latest().filter(Rebuild::isRunning).isPresent()) {
                boolean unused = customers.aloneDo(AllCustomers.Duty.REBUILD, this::run);
            }
            storesAnswer = true;
        } catch (RedisUnavailable | RedisError | SQLException e) {
            if (storesAnswer) {
                LOG.warnf("the rebuild waits for a store: %s", e.getMessage());
            }
            storesAnswer = false;
        } catch (RuntimeException | Error e) { // or the executor would say nothing, and never look again
            if (storesAnswer) {
                LOG.error("the rebuild failed, and is tried again", e);
            }
            storesAnswer = false;
        }
    }

    private void run() throws SQLException {
        Optional<Rebuild> found = rows.latest().filter(Rebuild::isRunning); // or another replica was quicker
        if (found.isEmpty()) {
            return;
        }
        Rebuild rebuild = found.get();
        LOG.infof("folds all %d customers anew, after %d", rebuild.total(), rebuild.checked());
        List<String> chunk = customers.raise(rebuild.reached(), CHUNK);
        while (!chunk.isEmpty()) {
            Folding folding = new Folding(catchUp::repair);
            folding.repair(chunk);
            store.putIdentities(customers.raiseIdentitiesOf(chunk));
            rebuild = rebuild.further(chunk.get(chunk.size() - 1), chunk.size(), folding.broken());
            rows.reached(rebuild);
            chunk = customers.raise(rebuild.reached(), CHUNK);
        }
        rows.finished(rebuild, clock.instant());
        LOG.infof("folded all %d customers anew but %d", rebuild.checked(), rebuild.failed());
    }
}
