package io.cairn.journey.map.persistence;

import io.cairn.journey.map.Act;
import io.cairn.journey.map.JourneyVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code journey_version}: written once. */
@Entity
@Immutable
@Table(name = "journey_version")
class VersionEntity {
    @Embeddable
    record Id(@Column(name = "journey_key") String journeyKey, int version) implements Serializable {}

    @EmbeddedId
    Id id;

    String map;

    @Nullable
    String note;

    @Column(name = "published_at")
    Instant publishedAt;

    @Column(name = "published_by")
    String publishedBy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected VersionEntity() {}

    VersionEntity(JourneyVersion version) {
        this.id = new Id(version.key(), version.version());
        this.map = version.map();
        this.note = version.note();
        this.publishedAt = version.published().at();
        this.publishedBy = version.published().by();
    }

    JourneyVersion read() {
        return new JourneyVersion(id.journeyKey(), id.version(), map, note, new Act(publishedBy, publishedAt));
    }
}
