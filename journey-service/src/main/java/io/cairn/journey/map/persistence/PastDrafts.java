package io.cairn.journey.map.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.hibernate.Session;

/** The latest drafts of each journey, in {@code journey_draft}. */
@ApplicationScoped
class PastDrafts {
    /** Who read an older one than this many saves ago is only told that it changed. */
    private static final int KEPT = 20;

    private final EntityManager session;

    PastDrafts(EntityManager session) {
        this.session = session;
    }

    /** Keeps the draft, and lets the oldest go. */
    void keep(String key, long revision, String draft) {
        session.createNativeQuery("insert into journey_draft (journey_key, revision, draft) values (?1, ?2, ?3)")
                .setParameter(1, key)
                .setParameter(2, revision)
                .setParameter(3, draft)
                .executeUpdate();
        session.createNativeQuery("delete from journey_draft where journey_key = ?1 and revision <= ?2")
                .setParameter(1, key)
                .setParameter(2, revision - KEPT)
                .executeUpdate();
    }

    Optional<String> find(String key, long revision) {
        return session.unwrap(Session.class)
                .createNativeQuery(
                        "select draft from journey_draft where journey_key = ?1 and revision = ?2", String.class)
                .setParameter(1, key)
                .setParameter(2, revision)
                .uniqueResultOptional();
    }
}
