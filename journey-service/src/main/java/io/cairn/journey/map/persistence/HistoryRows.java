package io.cairn.journey.map.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The rows of {@code journey_history}. */
@ApplicationScoped
class HistoryRows implements PanacheRepositoryBase<HistoryEntity, Long> {
    /** Newest first. */
    List<HistoryEntity> before(String journeyKey, long id, int limit) {
        return find("journeyKey = ?1 and id < ?2 order by id desc", journeyKey, id)
                .range(0, limit - 1)
                .list();
    }
}
