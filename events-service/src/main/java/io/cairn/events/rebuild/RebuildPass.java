package io.cairn.events.rebuild;

import io.cairn.events.rebuild.persistence.AllCustomers;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.profile.StoredIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

    /** Pages that wait while one is folded. */
    private static final int AHEAD = 1;

    private static final long LOG_EVERY = 50_000;

    private final AllCustomers customers;
    private final ProfileStore store;
    private final RebuildProgress progress;

    RebuildPass(AllCustomers customers, ProfileStore store, RebuildProgress progress) {
        this.customers = customers;
        this.store = store;
        this.progress = progress;
    }

    /** Whether all could be folded. RedisUnavailable, RedisError or an SQLException if a store went away meanwhile. */
    boolean run(Folding folding) throws SQLException {
        progress.begin(customers.count());
        try {
            long behind = all(folding);
            LOG.infof(
                    "checked the profiles of %d customers, folded %d, failed to fold %d",
                    progress.done(), behind - folding.broken(), folding.broken());
            return folding.broken() == 0;
        } finally {
            progress.end();
        }
    }

    /** While some customers are folded the next are looked for. */
    private long all(Folding folding) throws SQLException {
        Deque<UnderWay> underWay = new ArrayDeque<>();
        try {
            long behind = 0;
            for (Page page = page(""); page.size() > 0; page = page(page.last())) {
                behind += page.behind().size();
                underWay.add(new UnderWay(page.size(), folding.begin(page.behind())));
                if (underWay.size() > AHEAD) {
                    finish(underWay.remove());
                }
            }
            identities();
            while (!underWay.isEmpty()) {
                finish(underWay.remove());
            }
            return behind;
        } finally {
            underWay.forEach(page -> page.folds().drop());
        }
    }

    /**
     * Some customers in the order of their ids.
     *
     * @param last of them; empty if there is none
     * @param behind those whose profile is
     */
    private record Page(int size, String last, List<String> behind) {}

    /** Customers of a page that is being folded. */
    private record UnderWay(int size, Folding.Begun folds) {}

    private Page page(String after) throws SQLException {
        Map<String, Long> revisions = customers.revisions(after, CHUNK);
        List<String> ids = List.copyOf(revisions.keySet());
        List<Long> stored = store.revisions(ids);
        List<String> behind = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (stored.get(i) < revisions.getOrDefault(ids.get(i), 0L)) {
                behind.add(ids.get(i));
            }
        }
        return new Page(ids.size(), ids.isEmpty() ? "" : ids.get(ids.size() - 1), behind);
    }

    private void finish(UnderWay page) throws SQLException {
        page.folds().finish();
        long done = progress.done() + page.size();
        progress.reached(done);
        if (done / LOG_EVERY > (done - page.size()) / LOG_EVERY) {
            LOG.infof("checked the profiles of %d of %d customers", done, progress.total());
        }
    }

    private void identities() throws SQLException {
        List<StoredIdentity> chunk = customers.identities("", CHUNK);
        while (!chunk.isEmpty()) {
            store.putIdentities(chunk);
            chunk = customers.identities(chunk.get(chunk.size() - 1).id(), CHUNK);
        }
    }
}
