package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events on the wire: as Segment's clients send them, and as a timeline gives them back. */
final class EventJson {
    private EventJson() {}

    static ObjectNode toSend(LoggedEvent event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("messageId", event.messageId());
        json.put("type", event.type().name().toLowerCase(Locale.ROOT));
        if (event.name() != null) {
            json.put(event.type() == EventType.TRACK ? "event" : "name", event.name());
        }
        if (event.userId() != null) {
            json.put("userId", event.userId());
        }
        if (event.anonymousId() != null) {
            json.put("anonymousId", event.anonymousId());
        }
        json.put("timestamp", event.at().toString());
        json.set("properties", JsonValues.thaw(event.properties()));
        if (event.groupId() != null) {
            json.put("groupId", event.groupId());
        }
        if (event.type() == EventType.IDENTIFY || event.type() == EventType.GROUP) {
            json.set("traits", JsonValues.thaw(event.traits()));
        }
        return json;
    }

    /** The body of {@code /v1/batch}. */
    static ObjectNode batch(List<SentEvent> events) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode items = body.putArray("batch");
        events.forEach(event -> items.add(toSend(event.event())));
        return body;
    }

    static LoggedEvent fromTimeline(JsonNode item) {
        return new LoggedEvent(
                item.path("messageId").asText(),
                EventType.valueOf(item.path("type").asText().toUpperCase(Locale.ROOT)),
                text(item, "event"),
                text(item, "userId"),
                text(item, "anonymousId"),
                Instant.parse(item.path("at").asText()),
                object(item, "properties"),
                object(item, "traits"),
                text(item, "groupId"));
    }

    private static @Nullable String text(JsonNode item, String field) {
        return item.hasNonNull(field) ? item.get(field).asText() : null;
    }

    private static Map<String, Object> object(JsonNode item, String field) {
        return item.hasNonNull(field) ? JsonValues.freeze(item.get(field), "/" + field) : Map.of();
    }
}
