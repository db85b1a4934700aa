package io.cairn.events.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.plan.PlanCheck;
import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.event.EventType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads bodies: a batch item by item, where a bad one is rejected alone; a single event as a whole. */
@ApplicationScoped
class BatchReader {
    static final int MAX_EVENTS = 2_000;

    /** Of a batch's context, in all of its events: as much as a body may have. */
    private static final long MAX_CONTEXT_BYTES = 8 * 1024 * 1024;

    private final JsonBodies bodies;
    private final EventReader events;
    private final EventReader looking;

    BatchReader(JsonBodies bodies, PlanCheck plan) {
        this.bodies = bodies;
        this.events = new EventReader(() -> UUID.randomUUID().toString(), plan);
        this.looking = new EventReader(() -> "", plan::wouldRefuse);
    }

    /** @throws ProblemException 400 if it is no batch at all */
    Submission batch(byte[] body, Receiving receiving) {
        return batch(body, receiving, events);
    }

    /** The same of a batch of which nothing will be taken. */
    Submission look(byte[] body, Receiving receiving) {
        return batch(body, receiving, looking);
    }

    private Submission batch(byte[] body, Receiving receiving, EventReader reader) {
        JsonNode tree = object(body);
        JsonNode batch = tree.path("batch");
        if (!batch.isArray()) {
            throw ProblemException.malformed("/batch", "must be a list of events");
        }
        requireFew(batch, "/batch");
        Envelope envelope = envelope(tree, receiving);
        requireSmallContext(envelope.context(), batch.size());
        requireKeepable(tree);
        boolean mayBeTooLarge = body.length > EventSize.MAX_BYTES;
        List<ReceivedEvent> taken = new ArrayList<>(batch.size());
        List<Rejected> rejected = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            String pointer = "/batch/" + i;
            try {
                if (mayBeTooLarge) {
                    requireSmall(batch.get(i), pointer);
                }
                taken.add(reader.read(batch.get(i), pointer, envelope));
            } catch (InvalidEvent e) {
                rejected.add(new Rejected(i, e.pointer() + ": " + e.detail()));
            }
        }
        return new Submission(taken, rejected);
    }

    /** @throws ProblemException 400 naming the field, 413 if it is far too large to be one event */
    ReceivedEvent single(byte[] body, EventType type, Receiving receiving) {
        IngestService.requireSingle(body);
        JsonNode tree = object(body);
        try {
            if (body.length > EventSize.MAX_BYTES) {
                requireSmall(tree, "");
            }
            return events.read(tree, type, "", envelope(tree, receiving));
        } catch (InvalidEvent e) {
            throw ProblemException.malformed(e.pointer(), e.detail());
        }
    }

    private JsonNode object(byte[] body) {
        JsonNode tree = bodies.lenientTree(body);
        if (!tree.isObject()) {
            throw ProblemException.malformed("", "must be an object");
        }
        return tree;
    }

    private static Envelope envelope(JsonNode body, Receiving receiving) {
        try {
            return Envelope.of(body, receiving);
        } catch (InvalidEvent e) {
            throw ProblemException.malformed(e.pointer(), e.detail());
        }
    }

    static void requireFew(JsonNode batch, String pointer) {
        if (batch.size() > MAX_EVENTS) {
            throw ProblemException.malformed(
                    pointer, "must have at most " + MAX_EVENTS + " events, not " + batch.size());
        }
    }

    static void requireSmall(JsonNode event, String pointer) throws InvalidEvent {
        if (EventSize.isTooLarge(event)) {
            throw new InvalidEvent(pointer, EventSize.tooLarge());
        }
    }

    /** What is wrong with the batch's context is not in any of its events. */
    private static void requireKeepable(JsonNode batch) {
        try {
            var unused = new Fields(batch, "").frozen("context");
        } catch (InvalidEvent e) {
            throw ProblemException.malformed(e.pointer(), e.detail());
        }
    }

    /** Each of a batch's events is logged with its context: so a small body could stand for gigabytes. */
    private static void requireSmallContext(JsonNode context, int events) {
        long most = Math.min(EventSize.MAX_BYTES, MAX_CONTEXT_BYTES / Math.max(1, events));
        if (EventSize.isLarger(context, most)) {
            throw ProblemException.malformed(
                    "/context", "must be at most " + most + " bytes of JSON, as each of " + events + " events has it");
        }
    }
}
