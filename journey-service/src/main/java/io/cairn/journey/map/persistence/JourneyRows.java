package io.cairn.journey.map.persistence;

import io.cairn.journey.map.JourneySummary;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of {@code journey}. */
@ApplicationScoped
class JourneyRows implements PanacheRepositoryBase<JourneyEntity, String> {
    /**
     * The row, locked until the transaction ends; null if there is none. An advisory lock on the key comes first, for
     * there is no row to lock when two callers create the same journey.
     */
    @Nullable
    JourneyEntity lock(String key) {
        getEntityManager()
                .createNativeQuery(
                        "select cast(pg_advisory_xact_lock(hashtextextended(:key, 0)) as text)", String.class)
                .setParameter("key", key)
                .getSingleResult();
        return findById(key);
    }

    /** Without the maps: a page of those could be larger than the heap. */
    List<JourneySummary> after(String key, int limit, boolean archived) {
        String where = archived ? "key > ?1 order by key" : "key > ?1 and archivedAt is null order by key";
        return find(where, key)
                .project(JourneySummary.class)
                .range(0, limit - 1)
                .list();
    }

    /** Says that other maps are live now; the row lock puts publishing transactions in one order. */
    void advancePublication() {
        getEntityManager()
                .createNativeQuery("update publication set revision = revision + 1")
                .executeUpdate();
    }
}
