package io.cairn.events.rebuild;

import io.cairn.events.profile.ProfileCatchUp;
import io.cairn.kit.redis.RedisError;
import io.cairn.kit.redis.RedisUnavailable;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** The folds of one pass. A customer whose fold fails by a fault of ours holds up nobody else. */
final class Folding {
    private static final Logger LOG = Logger.getLogger(Folding.class);

    /** Fewer are not worth a thread. */
    private static final int FEW = 50;

    private final ProfileCatchUp catchUp;
    private final AtomicLong broken = new AtomicLong();

    Folding(ProfileCatchUp catchUp) {
        this.catchUp = catchUp;
    }

    /** How many customers could not be folded. */
    long broken() {
        return broken.get();
    }

    /**
     * Folds all customers that it can, in two halves at once: while one reads, the other folds. RedisUnavailable, RedisError
     * or SQLException if a store does not take part.
     */
    void repair(Collection<String> customerIds) throws SQLException {
        List<String> all = List.copyOf(customerIds);
        if (all.size() < FEW) {
            repairPart(all);
            return;
        }
        int half = all.size() / 2;
        FutureTask<Void> second = new FutureTask<>(() -> {
            repairPart(all.subList(half, all.size()));
            return null;
        });
        Thread thread = new Thread(second, "fold");
        thread.setDaemon(true);
        thread.start();
        try {
            repairPart(all.subList(0, half));
        } finally {
            join(second);
        }
    }

    private static void join(FutureTask<Void> half) throws SQLException {
        try {
            half.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the service stops", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void repairPart(List<String> customerIds) throws SQLException {
        try {
            catchUp.repair(customerIds);
        } catch (RedisUnavailable | RedisError e) {
            throw e;
        } catch (RuntimeException e) {
            for (String id : customerIds) {
                repairAlone(id);
            }
        }
    }

    private void repairAlone(String id) throws SQLException {
        try {
            catchUp.repair(Set.of(id));
        } catch (RedisUnavailable | RedisError e) {
            throw e;
        } catch (RuntimeException e) {
            if (broken.getAndIncrement() == 0) { // once for each pass
                LOG.errorf(e, "the profile of customer %s cannot be folded", id);
            }
        }
    }
}
