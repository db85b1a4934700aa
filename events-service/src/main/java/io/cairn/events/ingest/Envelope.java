package io.cairn.events.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What a request says of all its events.
 *
 * @param sentAt when it was sent, by the sender's clock
 * @param context an object; an event's own wins, field by field
 */
record Envelope(Instant receivedAt, Optional<Instant> sentAt, JsonNode context) {
    /** @param body an object: a batch, or a single event */
    static Envelope of(JsonNode body, Instant receivedAt) throws InvalidEvent {
        Fields fields = new Fields(body, "");
        return new Envelope(receivedAt, fields.time("sentAt"), fields.child("context"));
    }

    /** The context of an event whose own is {@code own}. */
    JsonNode contextWith(JsonNode own) {
        if (context.isEmpty()) {
            return own;
        }
        ObjectNode both = ((ObjectNode) context).objectNode();
        both.setAll((ObjectNode) context);
        both.setAll((ObjectNode) own);
        return both;
    }
}
