package io.cairn.journey.map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A map as it was drawn.
 *
 * @param name the map's
 * @param json the map as the client sent it, without server fields
 * @param reviewEvery the map's
 */
public record Draft(String name, String json, @Nullable String reviewEvery) {
    static Draft of(JourneyMap map, ObjectNode sent) {
        return new Draft(map.name(), JourneyMaps.withoutServerFields(sent).toString(), map.reviewEvery());
    }

    /** When it is to be looked at again after it was; null: never. */
    @Nullable
    Instant reviewDueAfter(Instant seen) {
        return Review.dueAfter(seen, reviewEvery);
    }
}
