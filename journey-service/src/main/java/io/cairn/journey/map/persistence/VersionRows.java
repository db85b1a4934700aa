package io.cairn.journey.map.persistence;

import io.cairn.journey.map.VersionSummary;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The rows of {@code journey_version}. */
@ApplicationScoped
class VersionRows implements PanacheRepositoryBase<VersionEntity, VersionEntity.Id> {
    private static final String SUMMARY = "select id.version, note, publishedAt, publishedBy from VersionEntity";

    /** Newest first, without the maps: a page of those could be larger than the heap. */
    List<VersionSummary> before(String journeyKey, int version, int limit) {
        return find(
                        SUMMARY + " where id.journeyKey = ?1 and id.version < ?2 order by id.version desc",
                        journeyKey,
                        version)
                .project(VersionSummary.class)
                .range(0, limit - 1)
                .list();
    }
}
