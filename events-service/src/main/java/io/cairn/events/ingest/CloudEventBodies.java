package io.cairn.events.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.plan.PlanCheck;
import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads the bodies of CloudEvents in the three modes of their HTTP binding; of a batch a bad one is rejected alone. */
@ApplicationScoped
class CloudEventBodies {
    private static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";

    private final JsonBodies bodies;
    private final CloudEventReader events;

    CloudEventBodies(JsonBodies bodies, PlanCheck plan) {
        this.bodies = bodies;
        this.events =
                new CloudEventReader(new EventReader(() -> UUID.randomUUID().toString(), plan));
    }

    /** @throws ProblemException 400 if it is no list, or too long a one */
    Submission batched(byte[] body, Receiving receiving) {
        JsonNode batch = bodies.lenientTree(body);
        if (!batch.isArray()) {
            throw ProblemException.malformed("", "must be a list of CloudEvents");
        }
        BatchReader.requireFew(batch, "");
        List<ReceivedEvent> taken = new ArrayList<>(batch.size());
        List<Rejected> rejected = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            try {
                taken.add(read(batch.get(i), "/" + i, receiving));
            } catch (InvalidEvent e) {
                rejected.add(new Rejected(i, e.pointer() + ": " + e.detail()));
            }
        }
        return new Submission(taken, rejected);
    }

    /** @throws ProblemException 400 naming the field */
    ReceivedEvent structured(byte[] body, Receiving receiving) {
        try {
            return read(bodies.lenientTree(body), "", receiving);
        } catch (InvalidEvent e) {
            throw ProblemException.malformed(e.pointer(), e.detail());
        }
    }

    /**
     * @param attributes by their names, which are the headers' without {@code ce-}
     * @throws ProblemException 400 naming the header or the field
     */
    ReceivedEvent binary(Map<String, String> attributes, byte[] body, Receiving receiving) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        attributes.forEach(all::put);
        Optional<JsonNode> data = body.length == 0 ? Optional.empty() : Optional.of(bodies.lenientTree(body));
        try {
            if (data.isPresent()) {
                BatchReader.requireSmall(data.get(), "");
            }
            return events.read(new CloudEvent(all, data, "ce-", ""), envelope(receiving));
        } catch (InvalidEvent e) {
            throw ProblemException.malformed(e.pointer(), e.detail());
        }
    }

    private ReceivedEvent read(JsonNode item, String pointer, Receiving receiving) throws InvalidEvent {
        if (!item.isObject()) {
            throw new InvalidEvent(pointer, "must be an object");
        }
        BatchReader.requireSmall(item, pointer);
        ObjectNode attributes = item.deepCopy();
        attributes.remove(List.of(DATA, DATA_BASE64));
        boolean isText = !item.hasNonNull(DATA_BASE64);
        String dataPointer = pointer + "/" + (isText ? DATA : DATA_BASE64);
        CloudEvent bare = new CloudEvent(attributes, Optional.empty(), pointer + "/", dataPointer);
        Optional<JsonNode> data =
                isText ? Optional.ofNullable(item.get(DATA)) : Optional.of(decoded(item, dataPointer));
        String contentType = bare.text(CloudEvent.CONTENT_TYPE).orElse("application/json");
        if (data.isPresent() && !isJson(contentType)) {
            throw bare.fault(CloudEvent.CONTENT_TYPE, "must be JSON, such as application/json");
        }
        CloudEvent event = new CloudEvent(attributes, data.filter(node -> !node.isNull()), pointer + "/", dataPointer);
        return events.read(event, envelope(receiving));
    }

    private JsonNode decoded(JsonNode item, String pointer) throws InvalidEvent {
        if (item.hasNonNull(DATA)) {
            throw new InvalidEvent(pointer, "must not be there beside data");
        }
        try {
            return bodies.lenientTree(
                    Base64.getDecoder().decode(item.get(DATA_BASE64).asText()));
        } catch (IllegalArgumentException e) {
            throw new InvalidEvent(pointer, "must be base64");
        } catch (ProblemException e) {
            throw new InvalidEvent(
                    pointer, "must be the base64 of JSON: " + e.problem().detail());
        }
    }

    private static Envelope envelope(Receiving receiving) {
        return new Envelope(
                receiving.at(),
                Optional.empty(),
                JsonNodeFactory.instance.objectNode(),
                receiving.admin(),
                receiving.retainedSince());
    }

    private static boolean isJson(String mediaType) {
        String bare = mediaType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return bare.endsWith("/json") || bare.endsWith("+json");
    }
}
