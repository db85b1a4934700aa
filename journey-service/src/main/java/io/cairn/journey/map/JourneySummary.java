package io.cairn.journey.map;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A journey in a list: all but its map. */
public record JourneySummary(
        String key,
        String name,
        @Nullable Integer liveVersion,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant archivedAt,
        @Nullable Instant reviewDueAt) {
    public Status status() {
        return Status.of(liveVersion, archivedAt);
    }
}
