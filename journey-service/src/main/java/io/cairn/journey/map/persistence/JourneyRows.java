package io.cairn.journey.map.persistence;

import io.cairn.journey.map.JourneySummary;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of {@code journey}. */
@ApplicationScoped
class JourneyRows implements PanacheRepositoryBase<JourneyEntity, String> {
    private static final String DUE = "archivedAt is null and reviewDueAt <= ?1";

    /**
     * The row, locked until the transaction ends; null if there is none. An advisory lock on the key comes first, for
     * there is no row to lock when two callers create the same journey. Another that hangs is waited for ten seconds: whoever
     * waits keeps a connection.
     */
    @Nullable
    JourneyEntity lock(String key) {
        getEntityManager()
                .createNativeQuery("select set_config('lock_timeout', '10s', true)", String.class)
                .getSingleResult();
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

    List<JourneySummary> due(String key, int limit, Instant now) {
        return find(DUE + " and key > ?2 order by key", now, key)
                .project(JourneySummary.class)
                .range(0, limit - 1)
                .list();
    }

    long countDue(Instant now) {
        return count(DUE, now);
    }

    /** Says that other maps are live now, and which; the row lock puts publishing transactions in one order. */
    void advancePublication(String key) {
        flush();
        getEntityManager()
                .createNativeQuery("update publication set revision = revision + 1")
                .executeUpdate();
        getEntityManager()
                .createNativeQuery(
                        "update journey set published_revision = (select revision from publication) where key = ?1")
                .setParameter(1, key)
                .executeUpdate();
    }
}
