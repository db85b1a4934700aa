package io.cairn.journey.map.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.journey.map.JourneySummary;
import io.cairn.journey.map.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A journey in a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JourneyListItem(
        String key,
        String name,
        Status status,
        @Nullable Integer liveVersion,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant archivedAt,
        @Nullable Instant reviewDueAt) {
    static JourneyListItem of(JourneySummary journey) {
        return new JourneyListItem(
                journey.key(),
                journey.name(),
                journey.status(),
                journey.liveVersion(),
                journey.createdAt(),
                journey.updatedAt(),
                journey.archivedAt(),
                journey.reviewDueAt());
    }
}
