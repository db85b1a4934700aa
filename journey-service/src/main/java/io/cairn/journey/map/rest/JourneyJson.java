package io.cairn.journey.map.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.journey.map.Journey;
import io.cairn.journey.map.JourneyVersion;
import io.cairn.journey.map.Status;
import io.cairn.model.map.JourneyMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Maps on the wire: as they were drawn, after the server's fields, which a later PUT ignores. */
@ApplicationScoped
class JourneyJson {
    /** A draft: the server's fields, and the map. */
    @Schema(name = "Journey", allOf = JourneyMap.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"key", "status", "liveVersion", "createdAt", "updatedAt", "archivedAt", "reviewDueAt"})
    record Drafted(
            String key,
            Status status,
            @Nullable Integer liveVersion,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant archivedAt,
            @Nullable Instant reviewDueAt) {}

    /** A version: the server's fields, and the map. */
    @Schema(name = "JourneyVersion", allOf = JourneyMap.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"key", "version", "publishedAt", "note"})
    record Versioned(String key, int version, Instant publishedAt, @Nullable String note) {}

    private final ObjectMapper mapper;

    JourneyJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    ObjectNode draft(Journey journey) {
        Drafted fields = new Drafted(
                journey.key(),
                journey.status(),
                journey.liveVersion(),
                journey.created().at(),
                journey.updated().at(),
                journey.archivedAt(),
                journey.reviewDueAt());
        return before(fields, journey.draft().json());
    }

    ObjectNode version(JourneyVersion version) {
        Versioned fields = new Versioned(
                version.key(), version.version(), version.published().at(), version.note());
        return before(fields, version.map());
    }

    private ObjectNode before(Object fields, String map) {
        return mapper.<ObjectNode>valueToTree(fields).setAll(map(map));
    }

    private ObjectNode map(String json) {
        try {
            return (ObjectNode) mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored map is not JSON", e);
        }
    }
}
