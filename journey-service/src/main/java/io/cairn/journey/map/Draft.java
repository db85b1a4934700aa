package io.cairn.journey.map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;

/**
 * A map as it was drawn.
 *
 * @param name the map's
 * @param json the map as the client sent it, without server fields
 */
public record Draft(String name, String json) {
    static Draft of(JourneyMap map, ObjectNode sent) {
        return new Draft(map.name(), JourneyMaps.withoutServerFields(sent).toString());
    }
}
