package io.cairn.journey.map.persistence;

import io.cairn.journey.map.Act;
import io.cairn.journey.map.Draft;
import io.cairn.journey.map.Journey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code journey}. */
@Entity
@Table(name = "journey")
class JourneyEntity {
    @Id
    String key;

    String name;
    String draft;
    long revision;

    @Column(name = "last_version")
    int lastVersion;

    @Column(name = "live_version")
    @Nullable
    Integer liveVersion;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "updated_by")
    String updatedBy;

    @Column(name = "archived_at")
    @Nullable
    Instant archivedAt;

    @Column(name = "review_every")
    @Nullable
    String reviewEvery;

    @Column(name = "review_due_at")
    @Nullable
    Instant reviewDueAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected JourneyEntity() {}

    @SuppressWarnings("NullAway.Init") // write() does
    JourneyEntity(Journey journey) {
        this.key = journey.key();
        this.createdAt = journey.created().at();
        this.createdBy = journey.created().by();
        write(journey);
    }

    final void write(Journey journey) {
        name = journey.draft().name();
        draft = journey.draft().json();
        revision = journey.revision();
        lastVersion = journey.lastVersion();
        liveVersion = journey.liveVersion();
        updatedAt = journey.updated().at();
        updatedBy = journey.updated().by();
        archivedAt = journey.archivedAt();
        reviewDueAt = journey.reviewDueAt();
        reviewEvery = journey.draft().reviewEvery();
    }

    Journey read() {
        return new Journey(
                key,
                new Draft(name, draft, reviewEvery),
                revision,
                lastVersion,
                liveVersion,
                new Act(createdBy, createdAt),
                new Act(updatedBy, updatedAt),
                archivedAt,
                reviewDueAt);
    }
}
