package io.cairn.events.profile;

import io.cairn.events.log.Appended;
import io.cairn.events.log.Suspicion;
import io.cairn.events.profile.persistence.Doubts;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.redis.RedisError;
import io.cairn.kit.redis.RedisUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Makes what a request logged visible, or sees to it that it will be. */
@ApplicationScoped
public class Profiles {
    private static final Logger LOG = Logger.getLogger(Profiles.class);

    private final ProfileCatchUp catchUp;
    private final ProfileStore store;
    private final Doubts doubts;
    private final Suspicion suspicion;
    private final Counter unseen;

    Profiles(ProfileCatchUp catchUp, ProfileStore store, Doubts doubts, Suspicion suspicion, MeterRegistry metrics) {
        this.catchUp = catchUp;
        this.store = store;
        this.doubts = doubts;
        this.suspicion = suspicion;
        this.unseen = metrics.counter("cairn.profile.doubts");
    }

    /**
     * Returns when decisions see what was logged, or, with Redis away, when it is durable that they do not yet. Only
     * then may a request be acknowledged. It reads and folds while the log is still being written.
     *
     * @param durable whether it was logged in the end; until then nothing is shown
     * @return the same; if false, nothing happened
     */
    public boolean follow(Appended appended, CompletableFuture<Boolean> durable) throws SQLException {
        ProfileCatchUp.Begun profiles = begin(appended, durable);
        try {
            if (!durable.join()) {
                return false;
            }
            showOrRemember(appended, profiles);
            return true;
        } finally {
            profiles.drop(); // unless it is finished
        }
    }

    private ProfileCatchUp.Begun begin(Appended appended, CompletableFuture<Boolean> durable) {
        try {
            return catchUp.begin(appended.touched());
        } catch (RuntimeException | Error e) {
            if (durable.join()) {
                suspicion.raise();
            }
            throw e;
        }
    }

    private void showOrRemember(Appended appended, ProfileCatchUp.Begun profiles) throws SQLException {
        try {
            store.putIdentities(appended.identities());
            profiles.finish();
        } catch (RedisUnavailable | RedisError e) {
            remember(appended, e);
        } catch (SQLException | RuntimeException | Error e) {
            suspicion.raise(); // to send the events again may not mend it: they are logged
            throw e;
        }
    }

    private void remember(Appended appended, RuntimeException fault) throws SQLException {
        LOG.debugf("acknowledged without Redis: %s", fault.getMessage());
        unseen.increment(appended.touched().size());
        try {
            doubts.raise(doubted(appended));
        } catch (SQLException | RuntimeException e) {
            suspicion.raise();
            throw e;
        }
    }

    /** Whoever an id leads to now is doubted for it, even if no event of hers is new. */
    private static Set<String> doubted(Appended appended) {
        Set<String> customerIds = new TreeSet<>();
        appended.touched().forEach(customer -> customerIds.add(customer.customerId()));
        appended.identities().forEach(identity -> customerIds.add(identity.customerId()));
        return customerIds;
    }
}
