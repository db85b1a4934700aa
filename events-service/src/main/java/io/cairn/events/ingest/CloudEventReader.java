package io.cairn.events.ingest;

import static io.cairn.events.ingest.CloudEvent.CONTENT_TYPE;
import static io.cairn.events.ingest.CloudEvent.ID;
import static io.cairn.events.ingest.CloudEvent.SOURCE;
import static io.cairn.events.ingest.CloudEvent.SPEC_VERSION;
import static io.cairn.events.ingest.CloudEvent.SUBJECT;
import static io.cairn.events.ingest.CloudEvent.TIME;
import static io.cairn.events.ingest.CloudEvent.TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a CloudEvent as the event that it stands for, as {@code docs/cloudevents.md} says: one of a type
 * {@code io.cairn.track}, {@code io.cairn.identify}… carries a body of Segment's; any other is a track of that name.
 */
final class CloudEventReader {
    private static final String OWN = "io.cairn.";
    private static final String USER_ID = "userid";
    private static final String ANONYMOUS_ID = "anonymousid";

    /** What is said elsewhere in the logged event, so that its context need not repeat it. */
    private static final Set<String> NO_CONTEXT =
            Set.of(SPEC_VERSION, ID, TYPE, TIME, CONTENT_TYPE, USER_ID, ANONYMOUS_ID);

    private final EventReader events;

    CloudEventReader(EventReader events) {
        this.events = events;
    }

    ReceivedEvent read(CloudEvent event, Envelope envelope) throws InvalidEvent {
        if (!event.required(SPEC_VERSION).equals("1.0")) {
            throw event.fault(SPEC_VERSION, "must be 1.0");
        }
        String messageId = messageId(event);
        String type = event.required(TYPE);
        boolean isOwn = type.startsWith(OWN);
        EventType eventType = isOwn ? ownType(event, type) : EventType.TRACK;
        JsonNode data = event.data().orElseGet(JsonNodeFactory.instance::objectNode);
        if (!data.isObject()) {
            throw new InvalidEvent(event.dataPointer(), "must be an object");
        }
        SegmentForm form = new SegmentForm(event, isOwn ? (ObjectNode) data.deepCopy() : null);
        form.put("messageId", TextNode.valueOf(messageId), ID);
        if (!isOwn) {
            form.put("event", TextNode.valueOf(type), TYPE);
            form.putData("properties", data);
        }
        putIds(form, event);
        if (!form.has("timestamp") && !form.has("originalTimestamp")) {
            form.putFrom("timestamp", TIME);
        }
        form.putContext(context(event));
        try {
            return events.read(form.item(), eventType, "", envelope);
        } catch (InvalidEvent e) {
            throw new InvalidEvent(form.origin(e.pointer()), e.detail());
        }
    }

    /**
     * The source and the id together name a CloudEvent. No URI has a blank, so no two of them give the same text; one that
     * is too long is hashed.
     */
    private static String messageId(CloudEvent event) throws InvalidEvent {
        String source = event.required(SOURCE);
        try {
            new URI(source);
        } catch (URISyntaxException e) {
            throw event.fault(SOURCE, "must be a URI or a reference to one");
        }
        String both = source + " " + event.required(ID);
        return both.length() <= LoggedEvent.MAX_ID_LENGTH ? both : "sha256:" + Hashes.sha256(both);
    }

    private static EventType ownType(CloudEvent event, String type) throws InvalidEvent {
        String name = type.substring(OWN.length());
        return Arrays.stream(EventType.values())
                .filter(each -> each != EventType.UNALIAS) // an admin's, with an endpoint of its own
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> event.fault(
                        TYPE, "must be io.cairn.track, .page, .screen, .identify, .group or .alias, or no io.cairn."));
    }

    /** What the data say wins; the subject is the customer where nothing else says who she is. */
    private static void putIds(SegmentForm form, CloudEvent event) throws InvalidEvent {
        form.putIdFrom("userId", USER_ID);
        form.putIdFrom("anonymousId", ANONYMOUS_ID);
        if (!form.has("userId") && !form.has("anonymousId")) {
            form.putFrom("userId", SUBJECT);
        }
        if (!form.has("userId") && !form.has("anonymousId") && !form.isOwn()) {
            throw event.fault(USER_ID, "must be there, or anonymousid, or subject");
        }
    }

    private static ObjectNode context(CloudEvent event) {
        ObjectNode context = event.attributes().deepCopy();
        context.remove(NO_CONTEXT);
        return context;
    }
}
