package io.cairn.journey.map.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.journey.map.Journey;
import io.cairn.journey.map.JourneyVersion;
import jakarta.enterprise.context.ApplicationScoped;

/** Maps on the wire: as they were drawn, after the server's fields, which a later PUT ignores. */
@ApplicationScoped
class JourneyJson {
    private final ObjectMapper mapper;

    JourneyJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    ObjectNode draft(Journey journey) {
        ObjectNode json = mapper.createObjectNode();
        json.put("key", journey.key()).put("status", journey.status().spelling());
        if (journey.liveVersion() != null) {
            json.put("liveVersion", journey.liveVersion());
        }
        json.put("createdAt", journey.created().at().toString());
        json.put("updatedAt", journey.updated().at().toString());
        if (journey.archivedAt() != null) {
            json.put("archivedAt", journey.archivedAt().toString());
        }
        if (journey.reviewDueAt() != null) {
            json.put("reviewDueAt", journey.reviewDueAt().toString());
        }
        return json.setAll(map(journey.draft().json()));
    }

    ObjectNode version(JourneyVersion version) {
        ObjectNode json = mapper.createObjectNode()
                .put("key", version.key())
                .put("version", version.version())
                .put("publishedAt", version.published().at().toString());
        if (version.note() != null) {
            json.put("note", version.note());
        }
        return json.setAll(map(version.map()));
    }

    private ObjectNode map(String json) {
        try {
            return (ObjectNode) mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored map is not JSON", e);
        }
    }
}
