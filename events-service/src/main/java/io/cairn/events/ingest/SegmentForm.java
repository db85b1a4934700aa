package io.cairn.events.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CloudEvent as Segment's clients would send it, which remembers where each field stood, for whoever must mend one. */
final class SegmentForm {
    private static final String CONTEXT = "context";
    private static final String CLOUD_EVENT = "cloudEvent";

    private final CloudEvent event;
    private final boolean own;
    private final ObjectNode item;
    private final Map<String, String> origins = new HashMap<>();

    /** @param data already of that form; null if they are only the properties */
    SegmentForm(CloudEvent event, @Nullable ObjectNode data) {
        this.event = event;
        this.own = data != null;
        this.item = data == null ? JsonNodeFactory.instance.objectNode() : data;
    }

    ObjectNode item() {
        return item;
    }

    /** Whether the data are of Segment's form themselves. */
    boolean isOwn() {
        return own;
    }

    /** An empty text is none, as everywhere. */
    boolean has(String field) {
        return item.hasNonNull(field) && !item.path(field).asText("-").isEmpty();
    }

    void put(String field, JsonNode value, String attribute) {
        item.set(field, value);
        origins.put(field, event.attributePrefix() + attribute);
    }

    /** The attribute's value, unless the field is there already. */
    void putFrom(String field, String attribute) throws InvalidEvent {
        if (!has(field) && event.text(attribute).isPresent()) {
            put(field, event.attributes().path(attribute), attribute);
        }
    }

    /** The same of an id: a whole number stands for its digits, as everywhere. */
    void putIdFrom(String field, String attribute) throws InvalidEvent {
        JsonNode value = event.attributes().path(attribute);
        if (!value.isIntegralNumber()) {
            putFrom(field, attribute);
        } else if (!has(field)) {
            put(field, value, attribute);
        }
    }

    void putData(String field, JsonNode data) {
        item.set(field, data);
        origins.put(field, event.dataPointer());
    }

    /** What else the CloudEvent says of itself. What is no object is left for the reader of the whole to refuse. */
    void putContext(ObjectNode attributes) {
        JsonNode context = item.path(CONTEXT);
        if (context.isMissingNode() || context.isNull()) {
            item.putObject(CONTEXT).set(CLOUD_EVENT, attributes);
        } else if (context.isObject()) {
            ((ObjectNode) context).set(CLOUD_EVENT, attributes);
        }
    }

    /** Where the sender finds what a pointer into this form means. */
    String origin(String pointer) {
        String attributes = "/" + CONTEXT + "/" + CLOUD_EVENT;
        String prefix = event.attributePrefix();
        if (pointer.equals(attributes)) { // one of their names: of the event itself, or of its headers
            return prefix.substring(0, prefix.length() - 1);
        }
        if (pointer.startsWith(attributes + "/")) {
            return prefix + pointer.substring(attributes.length() + 1);
        }
        int end = pointer.indexOf('/', 1);
        String field = pointer.substring(Math.min(1, pointer.length()), end < 0 ? pointer.length() : end);
        String origin = origins.get(field);
        return origin == null ? event.dataPointer() + pointer : origin + (end < 0 ? "" : pointer.substring(end));
    }
}
