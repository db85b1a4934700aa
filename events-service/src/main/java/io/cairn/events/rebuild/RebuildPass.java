package io.cairn.events.rebuild;

import io.cairn.events.profile.ProfileCatchUp;
import io.cairn.events.rebuild.persistence.AllCustomers;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.profile.StoredIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Goes through all customers and folds those whose profile in Redis is missing, behind or unreadable. It may stop at any
 * moment and begin again, and runs beside requests, which do the same for the customers they touch.
 */
@ApplicationScoped
class RebuildPass {
    private static final Logger LOG = Logger.getLogger(RebuildPass.class);
    private static final int CHUNK = 3000;
    private static final long LOG_EVERY = 50_000;

    private final AllCustomers customers;
    private final ProfileStore store;
    private final ProfileCatchUp catchUp;
    private final RebuildProgress progress;

    RebuildPass(AllCustomers customers, ProfileStore store, ProfileCatchUp catchUp, RebuildProgress progress) {
        this.customers = customers;
        this.store = store;
        this.catchUp = catchUp;
        this.progress = progress;
    }

    /** Whether all could be folded. RedisUnavailable, RedisError or an SQLException if a store went away meanwhile. */
    boolean run() throws SQLException {
        progress.begin(customers.count());
        try {
            Folding folding = new Folding(catchUp);
            long behind = profiles(folding);
            identities();
            LOG.infof(
                    "checked the profiles of %d customers, folded %d, failed to fold %d",
                    progress.done(), behind - folding.broken(), folding.broken());
            return folding.broken() == 0;
        } finally {
            progress.end();
        }
    }

    private long profiles(Folding folding) throws SQLException {
        long found = 0;
        long seen = 0;
        String after = "";
        Map<String, Long> chunk = customers.revisions(after, CHUNK);
        while (!chunk.isEmpty()) {
            List<String> ids = List.copyOf(chunk.keySet());
            List<Long> stored = store.revisions(ids);
            List<String> behind = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                after = ids.get(i);
                if (stored.get(i) < chunk.getOrDefault(after, 0L)) {
                    behind.add(after);
                }
            }
            folding.repair(behind);
            found += behind.size();
            seen += ids.size();
            progress.reached(seen);
            if (seen / LOG_EVERY > (seen - ids.size()) / LOG_EVERY) {
                LOG.infof("checked the profiles of %d of %d customers", seen, progress.total());
            }
            chunk = customers.revisions(after, CHUNK);
        }
        return found;
    }

    private void identities() throws SQLException {
        List<StoredIdentity> chunk = customers.identities("", CHUNK);
        while (!chunk.isEmpty()) {
            store.putIdentities(chunk);
            chunk = customers.identities(chunk.get(chunk.size() - 1).id(), CHUNK);
        }
    }
}
