package io.cairn.personalization.position;

import io.cairn.personalization.catalogue.MapId;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a customer.
 *
 * @param revision of the profile that her stages were determined from
 * @param lastEvent null: she had no events
 * @param determinedAt the moment for which they were
 * @param next when time alone may move her; null: never
 * @param generation of the determination
 * @param positions by journey
 */
public record Tracked(
        String customerId,
        long revision,
        @Nullable Instant lastEvent,
        Instant determinedAt,
        @Nullable Instant next,
        long generation,
        SortedMap<String, OnStage> positions) {
    /**
     * @param stage null: on none
     * @param map by which it was last determined
     */
    public record OnStage(@Nullable String stage, Instant since, MapId map) {}

    /** Copies the positions. */
    public Tracked {
        positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
    }
}
