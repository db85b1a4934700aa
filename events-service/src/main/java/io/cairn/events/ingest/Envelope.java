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
 * @param admin whether its key is of role admin
 * @param retainedSince the earliest time that an event may have
 */
record Envelope(Instant receivedAt, Optional<Instant> sentAt, JsonNode context, boolean admin, Instant retainedSince) {
    /** @param body an object: a batch, or a single event */
    static Envelope of(JsonNode body, Receiving receiving) throws InvalidEvent {
        Fields fields = new Fields(body, "");
        return new Envelope(
                receiving.at(),
                fields.time("sentAt"),
                fields.child("context"),
                receiving.admin(),
                receiving.retainedSince());
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
