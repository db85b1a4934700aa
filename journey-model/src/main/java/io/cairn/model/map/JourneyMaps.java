package io.cairn.model.map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Reads maps from JSON and writes them. */
public final class JourneyMaps {
    /** What servers add to a map in an answer; clients send it back, and it means nothing then. */
    static final Set<String> SERVER_FIELDS = Set.of(
            "key",
            "version",
            "liveVersion",
            "publishedVersion",
            "etag",
            "status",
            "archived",
            "note",
            "createdAt",
            "updatedAt",
            "publishedAt",
            "archivedAt",
            "reviewDueAt");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .withConfigOverride(
                    String.class,
                    text -> text.setInclude(
                            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS)))
            .build();

    private JourneyMaps() {}

    /**
     * Reads a map. Absent lists are empty; fields that servers add are ignored.
     *
     * @throws InvalidMap with all that is wrong, unknown fields included: a misspelt {@code entryCriteria} would make a
     *     stage that always holds. Conditions are not compiled here.
     */
    public static JourneyMap read(JsonNode json) {
        return MapReader.read(json);
    }

    /** The map as a client sent it, less what servers add: what to store, and to give back in answers. */
    public static ObjectNode withoutServerFields(ObjectNode json) {
        return json.deepCopy().without(SERVER_FIELDS);
    }

    /** Writes a map. What is null or an empty list is left out; reading it again gives an equal map. */
    public static ObjectNode write(JourneyMap map) {
        return JSON.valueToTree(map);
    }
}
