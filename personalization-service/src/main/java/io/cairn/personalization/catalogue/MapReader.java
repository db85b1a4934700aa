package io.cairn.personalization.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.model.condition.Conditions;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import io.cairn.model.stage.StageResolver;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Reads a map as journey-service publishes it: its key, version, time and content. */
@Singleton
class MapReader {
    private final Conditions conditions;

    MapReader(Conditions conditions) {
        this.conditions = conditions;
    }

    /** A RuntimeException if it is none that this service can use. */
    LiveMap read(JsonNode published) {
        JourneyMap map = JourneyMaps.read(published.path("map"));
        return new LiveMap(
                published.path("key").asText(),
                published.path("version").asInt(),
                Instant.parse(published.path("publishedAt").asText()),
                map,
                StageResolver.of(map, conditions));
    }
}
