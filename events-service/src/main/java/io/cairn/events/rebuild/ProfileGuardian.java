package io.cairn.events.rebuild;

import io.cairn.events.log.Suspicion;
import io.cairn.events.profile.ProfileCatchUp;
import io.cairn.events.profile.persistence.Doubts;
import io.cairn.events.profile.persistence.Doubts.Cause;
import io.cairn.events.rebuild.persistence.AllCustomers;
import io.cairn.kit.profile.ProfileMarks;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.redis.RedisError;
import io.cairn.kit.redis.RedisUnavailable;
import io.cairn.kit.threads.Daemons;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
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
 *   <li>Customers in doubt, whose events were acknowledged without Redis or moved by somebody who may have died, are folded
 *       again.
 *   <li>All customers are checked when Redis was emptied (the mark of completeness is gone) or restarted and so may have
 *       lost its latest writes (the mark names another run), and once after each start of this service, which may have
 *       died between the log and Redis; and on {@link Suspicion}, as then the same happened to a request.
 * </ul>
 *
 * While profiles lack what was acknowledged the mark is taken away, so that nobody takes a known customer for a stranger. So it
 * is while some customer cannot be folded by a fault of ours; everybody else's profile is there all the same. It stays while
 * moved events are looked after: nothing of them is acknowledged, also to a sender who repeats himself, before the profiles tell.
 */
@ApplicationScoped
public class ProfileGuardian {
    private static final Logger LOG = Logger.getLogger(ProfileGuardian.class);

    /** Of so many glances at Redis one is a look at all that there is to look after. */
    private static final int GLANCES = 4;

    /** For so many looks nobody checks everybody again after a check that came to no end. */
    private static final int PAUSE = 10;

    private final ProfileStore store;
    private final ProfileMarks marks;
    private final Doubts doubts;
    private final ProfileCatchUp catchUp;
    private final AllCustomers customers;
    private final RebuildPass pass;
    private final Suspicion suspicion;
    private final Duration every;
    private final Duration again;

    /** Its own, as Quarkus's scheduler looks once a second at most. */
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Daemons.named("profile-guardian"));

    private int glances;
    private volatile boolean checkedSinceStart;
    private volatile boolean storesAnswer = true;

    /** No look before, by {@link System#nanoTime}: a fault of ours does not go away at once. */
    private long nextLook = System.nanoTime();

    ProfileGuardian(
            ProfileStore store,
            ProfileMarks marks,
            Doubts doubts,
            ProfileCatchUp catchUp,
            AllCustomers customers,
            RebuildPass pass,
            Suspicion suspicion,
            @ConfigProperty(name = "cairn.events.guard-every") Duration every,
            @ConfigProperty(name = "cairn.events.check-again-after") Duration again) {
        this.store = store;
        this.marks = marks;
        this.doubts = doubts;
        this.catchUp = catchUp;
        this.customers = customers;
        this.pass = pass;
        this.suspicion = suspicion;
        this.every = every;
        this.again = again;
    }

    /** Whether nothing in doubt is left from before the start, or cannot be known, as a store is away. */
    public boolean isSettled() {
        return checkedSinceStart || !storesAnswer;
    }

    void start(@Observes StartupEvent event) {
        Future<?> unused =
                thread.scheduleWithFixedDelay(this::guard, 0, every.toNanos() / GLANCES, TimeUnit.NANOSECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void guard() {
        if (System.nanoTime() - nextLook < 0) {
            return;
        }
        try {
            if (glances++ % GLANCES == 0 || marks.areGone()) {
                check();
                storesAnswer = true; // a glance alone does not tell
            }
        } catch (RedisUnavailable | RedisError | SQLException e) {
            if (storesAnswer) {
                LOG.warnf("profiles cannot be looked after: %s", e.getMessage());
            }
            storesAnswer = false;
        } catch (RuntimeException | Error e) { // or the executor would say nothing, and never look again
            LOG.error("profiles cannot be looked after", e);
            storesAnswer = true; // the fault is ours: that is no reason to be ready
            nextLook = System.nanoTime() + again.toNanos();
        }
    }

    private void check() throws SQLException {
        String run = marks.run();
        marks.forgetEarlier(run); // before PostgreSQL is asked, which may be away
        if ((doubts.areThere() || !marks.areComplete(run))
                && !customers.aloneDo(AllCustomers.Duty.DOUBTS, () -> settleDoubts(run))) {
            return; // another replica is at them, and says when all are there
        }
        boolean whole = marks.areComplete(run);
        if (checkedSinceStart && ((whole && !suspicion.isRaised()) || marks.isCheckPutOff(run))) {
            return;
        }
        boolean suspected = suspicion.take();
        boolean done = false;
        try {
            done = customers.aloneDo(AllCustomers.Duty.GUARD, () -> checkAll(run, suspected));
        } finally {
            if (suspected && !done) {
                suspicion.raise();
            }
        }
        if (done) {
            checkedSinceStart = true;
        }
    }

    private void settleDoubts(String run) throws SQLException { // unless another replica was quicker
        if (doubts.areThere(Cause.UNSEEN)) {
            settleUnseen(run);
        }
        if (doubts.areThere(Cause.MOVED)) {
            boolean whole = marks.areComplete(run);
            boolean unused = settle(Cause.MOVED, () -> noticeBroken(run, whole));
        }
    }

    private void settleUnseen(String run) throws SQLException {
        Optional<String> witness =
                marks.witness(); // before the mark: if Redis is emptied after it, this one is of no use
        boolean whole = marks.areComplete(run);
        marks.markIncomplete();
        if (settle(Cause.UNSEEN, () -> noticeBroken(run, whole)) && whole && witness.isPresent()) {
            marks.markComplete(run, witness.get());
        }
    }

    /**
     * Folds whoever is in doubt for that cause; whether all could be.
     *
     * @param ifBroken before it is forgotten that they are in doubt
     */
    private boolean settle(Cause cause, Runnable ifBroken) throws SQLException {
        Folding folding = new Folding(catchUp::repair);
        while (doubts.settleSome(cause, ids -> {
            repair(ids, folding);
            if (folding.broken() > 0) {
                ifBroken.run();
            }
        })) {
            LOG.debug("folded some profiles in doubt");
        }
        return folding.broken() == 0;
    }

    private void checkAll(String run, boolean suspected) throws SQLException {
        if (suspected) {
            customers.awaitAppends(); // the commit whose outcome is not known may still be under way
        }
        if (marks.witness().isEmpty() || !marks.areComplete(run)) {
            rebuild(run);
        } else if (checkedSinceStart && !suspected) {
            LOG.debug("another replica was quicker");
        } else if (!pass.run(new Folding(catchUp::repair))) {
            noticeBroken(run, true);
        }
    }

    /** Whoever is about to say that all are there does not know of these: the next check finds them. */
    private void noticeBroken(String run, boolean putOff) {
        Optional<String> witness = marks.overrule();
        if (putOff && witness.isPresent()) {
            marks.putOffCheck(run, witness.get(), again);
        }
    }

    private void rebuild(String run) throws SQLException {
        LOG.info("Redis was emptied or restarted: checking all profiles");
        boolean restores = marks.areToBeRestored(); // also if a restore was broken off
        String witness = marks.leaveWitness(run, restores);
        marks.markIncomplete(); // after it: who had the one before is not heard any more
        // if Redis is emptied meanwhile, or another replica begins anew, what is said in the end is not heard: so does
        // the next look
        boolean whole = pass.run(new Folding(restores ? catchUp::restore : catchUp::repair));
        for (Cause cause : Cause.values()) {
            whole &= settle(cause, () -> LOG.debug("the check that follows finds those, too"));
        }
        if (!whole) {
            marks.putOffCheck(run, marks.markBack(witness), again);
        } else if (!doubts.areThere(Cause.UNSEEN)) {
            marks.markComplete(run, witness);
        } else { // another replica is at them
            marks.putOffCheck(run, witness, every.multipliedBy(PAUSE));
        }
    }

    private void repair(Set<String> customerIds, Folding folding) throws SQLException {
        folding.repair(customerIds);
        store.putIdentities(customers.identitiesOf(customerIds));
    }
}
