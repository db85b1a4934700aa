package io.cairn.events.rebuild;

import io.cairn.events.profile.ProfileCatchUp;
import io.cairn.kit.redis.RedisError;
import io.cairn.kit.redis.RedisUnavailable;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The folds of one pass. A customer whose fold fails by a fault of ours holds up nobody else. */
final class Folding {
    private static final Logger LOG = Logger.getLogger(Folding.class);

    private final Function<Collection<String>, ProfileCatchUp.Begun> repairs;
    private final AtomicLong broken = new AtomicLong();

    /** @param repairs as of {@link ProfileCatchUp} */
    Folding(Function<Collection<String>, ProfileCatchUp.Begun> repairs) {
        this.repairs = repairs;
    }

    /** How many customers could not be folded. */
    long broken() {
        return broken.get();
    }

    /** Folds all customers that it can. RedisUnavailable, RedisError or SQLException if a store does not take part. */
    void repair(Collection<String> customerIds) throws SQLException {
        begin(customerIds).finish();
    }

    /** Begins to. */
    Begun begin(Collection<String> customerIds) {
        return new Begun(customerIds, repairs.apply(customerIds));
    }

    /** Customers that are being folded. */
    final class Begun {
        private final Collection<String> customerIds;
        private final ProfileCatchUp.Begun profiles;

        private Begun(Collection<String> customerIds, ProfileCatchUp.Begun profiles) {
            this.customerIds = customerIds;
            this.profiles = profiles;
        }

        /** Returns when all are that can be. RedisUnavailable, RedisError or SQLException if a store does not take part. */
        void finish() throws SQLException {
            try {
                profiles.finish();
            } catch (RedisUnavailable | RedisError e) {
                throw e;
            } catch (RuntimeException e) {
                for (String id : customerIds) {
                    repairAlone(id);
                }
            }
        }

        /** Lets those go that have not begun. */
        void drop() {
            profiles.drop();
        }
    }

    private void repairAlone(String id) throws SQLException {
        try {
            repairs.apply(Set.of(id)).finish();
        } catch (RedisUnavailable | RedisError e) {
            throw e;
        } catch (RuntimeException e) {
            if (broken.getAndIncrement() == 0) { // once for each pass
                LOG.errorf(e, "the profile of customer %s cannot be folded", id);
            }
        }
    }
}
