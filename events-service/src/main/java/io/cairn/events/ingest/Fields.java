package io.cairn.events.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.InvalidJsonValue;
import io.cairn.model.json.JsonValues;
import io.cairn.model.json.Texts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of one JSON object, each read on its own; what is null is absent, as clients send it so.
 *
 * @param pointer where the object stands in the body
 */
record Fields(JsonNode object, String pointer) {
    InvalidEvent fault(String field, String detail) {
        return new InvalidEvent(pointer + "/" + field, detail);
    }

    /** An id or a name: a text, or a whole number as its digits. An empty text is absent. */
    Optional<String> name(String field) throws InvalidEvent {
        JsonNode value = value(field);
        if (value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw fault(field, "must be a text");
        }
        String text = value.asText();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String wrong = text.equals(".") || text.equals("..")
                ? "must not be " + text + ", which no address can hold"
                : Texts.nameFault(text, LoggedEvent.MAX_ID_LENGTH);
        if (wrong != null) {
            throw fault(field, wrong);
        }
        return Optional.of(text);
    }

    String requiredName(String field) throws InvalidEvent {
        return required(field, name(field));
    }

    /** An id that must be found again as it was sent: blanks around it would make it another, which looks the same. */
    Optional<String> id(String field) throws InvalidEvent {
        Optional<String> id = name(field);
        if (id.filter(Texts::isPadded).isPresent()) {
            throw fault(field, "must not begin or end with a blank");
        }
        return id;
    }

    String requiredId(String field) throws InvalidEvent {
        return required(field, id(field));
    }

    private String required(String field, Optional<String> value) throws InvalidEvent {
        return value.orElseThrow(() -> fault(field, "must be there"));
    }

    Optional<Instant> time(String field) throws InvalidEvent {
        JsonNode value = value(field);
        if (value.isNull()) {
            return Optional.empty();
        }
        Optional<Instant> time = value.isTextual() ? Timestamps.parse(value.textValue()) : Optional.empty();
        if (time.isEmpty()) {
            String given = value.isContainerNode() ? "" : ", not " + Texts.shown(value.asText());
            throw fault(field, "must be an ISO-8601 time with an offset, such as 2026-01-31T12:00:00Z" + given);
        }
        return time;
    }

    boolean has(String field) {
        return !value(field).isNull();
    }

    /** The fields of an object, none if it is absent. */
    Fields under(String field) throws InvalidEvent {
        return new Fields(child(field), pointer + "/" + field);
    }

    /** An object, empty if absent. */
    JsonNode child(String field) throws InvalidEvent {
        JsonNode value = value(field);
        if (value.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!value.isObject()) {
            throw fault(field, "must be an object");
        }
        return value;
    }

    Map<String, Object> frozen(String field) throws InvalidEvent {
        return frozen(field, child(field));
    }

    /** @param value that is to stand for the field */
    Map<String, Object> frozen(String field, JsonNode value) throws InvalidEvent {
        try {
            return JsonValues.freeze(value, pointer + "/" + field);
        } catch (InvalidJsonValue e) {
            throw new InvalidEvent(e.pointer(), e.detail());
        }
    }

    /** Several fields that are kept as one object: what is allowed in each may be too deep there. */
    Map<String, Object> frozen(Map<String, Object> fields) throws InvalidEvent {
        try {
            return JsonValues.freeze(fields, pointer);
        } catch (InvalidJsonValue e) {
            throw new InvalidEvent(e.pointer(), e.detail());
        }
    }

    private JsonNode value(String field) {
        JsonNode value = object.get(field);
        return value == null ? JsonNodeFactory.instance.nullNode() : value;
    }
}
