package io.cairn.personalization.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.model.condition.Conditions;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import io.cairn.model.stage.StageResolver;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;

/** Reads a map as journey-service publishes it: its key, version, time and content. */
@Singleton
class MapReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final Conditions conditions;

    MapReader(Conditions conditions) {
        this.conditions = conditions;
    }

    /**
     * Which map it is, by what stands before its content: most that are read at a publication are known already.
     *
     * @throws IOException if it is not JSON up to there
     */
    MapId id(byte[] published) throws IOException {
        String key = "";
        int version = 0;
        Instant publishedAt = Instant.EPOCH;
        try (JsonParser json = JSON.createParser(published)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME
                    && !json.currentName().equals("map")) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "key" -> key = json.getText();
                    case "version" -> version = json.getValueAsInt();
                    case "publishedAt" -> publishedAt = Instant.parse(json.getText());
                    default -> json.skipChildren();
                }
            }
        }
        return new MapId(key, version, publishedAt);
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
