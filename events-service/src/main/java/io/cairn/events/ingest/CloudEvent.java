package io.cairn.events.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.json.Texts;
import java.util.Optional;

/**
 * A CloudEvent, whichever mode it came in.
 *
 * @param attributes by their names, {@code data} not among them
 * @param data empty if it has none
 * @param attributePrefix what with an attribute's name says where that stands: {@code /3/} in a body, {@code ce-} for a
 *     header
 * @param dataPointer where the data stand in the body
 */
record CloudEvent(ObjectNode attributes, Optional<JsonNode> data, String attributePrefix, String dataPointer) {
    static final String ID = "id";
    static final String SOURCE = "source";
    static final String TYPE = "type";
    static final String SUBJECT = "subject";
    static final String TIME = "time";
    static final String SPEC_VERSION = "specversion";
    static final String CONTENT_TYPE = "datacontenttype";

    InvalidEvent fault(String attribute, String detail) {
        return new InvalidEvent(attributePrefix + attribute, detail);
    }

    /** The text of an attribute that every CloudEvent has. */
    String required(String attribute) throws InvalidEvent {
        Optional<String> text = text(attribute);
        if (text.isEmpty()) {
            throw fault(attribute, "must be there");
        }
        return text.get();
    }

    /** The text of an attribute; empty if it is absent, null or an empty text. */
    Optional<String> text(String attribute) throws InvalidEvent {
        JsonNode value = attributes.path(attribute);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw fault(attribute, "must be a text");
        }
        String wrong = Texts.fault(value.textValue());
        if (wrong != null) {
            throw fault(attribute, wrong);
        }
        return Optional.of(value.textValue()).filter(text -> !text.isEmpty());
    }
}
