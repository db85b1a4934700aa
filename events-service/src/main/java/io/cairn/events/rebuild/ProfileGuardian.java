package io.cairn.events.rebuild;

import io.cairn.events.log.Suspicion;
import io.cairn.events.profile.ProfileCatchUp;
import io.cairn.events.profile.persistence.Doubts;
import io.cairn.events.rebuild.persistence.AllCustomers;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.redis.RedisError;
import io.cairn.kit.redis.RedisUnavailable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks after the profiles in Redis, a few times each second, and more often whether it was emptied:
 *
 * <ul>
 *   <li>Customers in doubt, whose events were acknowledged without Redis, are folded again.
 *   <li>All customers are checked when Redis was emptied (the mark of completeness is gone) or restarted and so may have
 *       lost its latest writes (the mark names another run), and once after each start of this service, which may have
 *       died between the log and Redis; and on {@link Suspicion}, as then the same happened to a request.
 * </ul>
 *
 * While profiles are in doubt the mark is taken away, so that nobody takes a known customer for a stranger. So it
 * is while some customer cannot be folded by a fault of ours; everybody else's profile is there all the same.
 */
@ApplicationScoped
public class ProfileGuardian {
    private static final Logger LOG = Logger.getLogger(ProfileGuardian.class);

    /** Of so many glances at Redis one is a look at all that there is to look after. */
    private static final int GLANCES = 4;

    private final ProfileStore store;
    private final RedisRun redis;
    private final Doubts doubts;
    private final ProfileCatchUp catchUp;
    private final AllCustomers customers;
    private final RebuildPass pass;
    private final Suspicion suspicion;
    private final Clock clock;
    private final Duration every;
    private final Duration again;

    /** Its own, as Quarkus's scheduler looks once a second at most. */
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread guardian = new Thread(work, "profile-guardian");
        guardian.setDaemon(true);
        return guardian;
    });

    private int glances;
    private volatile boolean checkedSinceStart;
    private volatile boolean storesAnswer = true;

    /** No look before, and no check of all: a fault of ours does not go away at once. */
    private Instant nextLook = Instant.MIN;

    private Instant nextCheck = Instant.MIN;

    /** Which Redis it was that the check was put off for: another, or an emptied one, is checked at once. */
    private String checked = "";

    ProfileGuardian(
            ProfileStore store,
            RedisRun redis,
            Doubts doubts,
            ProfileCatchUp catchUp,
            AllCustomers customers,
            RebuildPass pass,
            Suspicion suspicion,
            Clock clock,
            @ConfigProperty(name = "cairn.events.guard-every") Duration every,
            @ConfigProperty(name = "cairn.events.check-again-after") Duration again) {
        this.store = store;
        this.redis = redis;
        this.doubts = doubts;
        this.catchUp = catchUp;
        this.customers = customers;
        this.pass = pass;
        this.suspicion = suspicion;
        this.clock = clock;
        this.every = every;
        this.again = again;
    }

    /** Whether nothing in doubt is left from before the start, or cannot be known, as a store is away. */
    public boolean isSettled() {
        return checkedSinceStart || !storesAnswer;
    }

    void start(@Observes StartupEvent event) {
        Future<?> unused =
                thread.scheduleWithFixedDelay(this::guard, 0, every.toMillis() / GLANCES, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void guard() {
        try {
            if (glances++ % GLANCES == 0 || isEmptied()) {
                check();
                storesAnswer = true; // a glance alone does not tell
            }
        } catch (RedisUnavailable | RedisError | SQLException e) {
            if (storesAnswer) {
                LOG.warnf("profiles cannot be looked after: %s", e.getMessage());
            }
            storesAnswer = false;
        } catch (RuntimeException e) {
            LOG.error("profiles cannot be looked after", e);
            storesAnswer = true; // the fault is ours: that is no reason to be ready
            nextLook = clock.instant().plus(again);
        }
    }

    private boolean isEmptied() {
        return store.completeness().isEmpty() && redis.witness().isEmpty();
    }

    /** For those who cannot be folded; everybody else's doubts are settled all the same. */
    private void putOffCheck(String run) {
        nextCheck = clock.instant().plus(again);
        checked = redis.witness().map(witness -> run + witness).orElse("");
    }

    private boolean isPutOff(String run) {
        return clock.instant().isBefore(nextCheck)
                && redis.witness()
                        .filter(witness -> checked.equals(run + witness))
                        .isPresent();
    }

    private void check() throws SQLException {
        if (clock.instant().isBefore(nextLook)) {
            return;
        }
        String run = redis.id();
        Optional<String> witness =
                redis.witness(); // before the mark: if Redis is emptied after it, this one is of no use
        Optional<String> seal = store.completeness();
        boolean whole = seal.equals(Optional.of(run));
        if (doubts.count(1) > 0) {
            store.markIncomplete();
            Folding folding = new Folding(catchUp::repair);
            while (doubts.settleSome(ids -> repair(ids, folding))) {
                LOG.debug("folded some profiles in doubt");
            }
            if (folding.broken() > 0) {
                putOffCheck(run); // without the mark, it finds them again
            } else if (whole && witness.isPresent()) {
                store.markComplete(run, witness.get());
            }
        }
        if (isPutOff(run)) {
            return;
        }
        boolean suspected = suspicion.take();
        if (whole && checkedSinceStart && !suspected) {
            return;
        }
        boolean done = false;
        try {
            done = customers.aloneDo(AllCustomers.Duty.GUARD, () -> checkAll(run));
        } finally {
            if (suspected && !done) {
                suspicion.raise();
            }
        }
        if (done) {
            checkedSinceStart = true;
        }
    }

    private void checkAll(String run) throws SQLException {
        if (!store.completeness().equals(Optional.of(run))) { // or another replica was quicker
            rebuild(run);
        } else if (!pass.run(new Folding(catchUp::repair))) {
            store.markIncomplete();
            putOffCheck(run);
        }
    }

    private void rebuild(String run) throws SQLException {
        LOG.info("Redis was emptied or restarted: checking all profiles");
        boolean emptied = redis.witness().isEmpty();
        store.markIncomplete();
        String witness = redis.leaveWitness();
        if (pass.run(new Folding(emptied ? catchUp::restore : catchUp::repair))) {
            // or Redis was emptied meanwhile, or another replica began anew: then so does the next look
            store.markComplete(run, witness);
        } else {
            if (emptied) {
                pass.announce(); // for who looks at everybody waits until all are there
            }
            putOffCheck(run);
        }
    }

    private void repair(Set<String> customerIds, Folding folding) throws SQLException {
        folding.repair(customerIds);
        store.putIdentities(customers.identitiesOf(customerIds));
    }
}
