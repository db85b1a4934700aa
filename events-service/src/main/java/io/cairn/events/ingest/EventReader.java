package io.cairn.events.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.plan.PlanCheck;
import io.cairn.events.plan.Violation;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads an event as Segment's clients send it. Fields that it does not know are ignored, as those clients send many. */
final class EventReader {
    private final Supplier<String> newMessageId;
    private final PlanCheck plan;

    /** @param newMessageId for events that come without one */
    EventReader(Supplier<String> newMessageId, PlanCheck plan) {
        this.newMessageId = newMessageId;
        this.plan = plan;
    }

    /** An event of a batch, which says its type itself. */
    ReceivedEvent read(JsonNode item, String pointer, Envelope envelope) throws InvalidEvent {
        if (!item.isObject()) {
            throw new InvalidEvent(pointer, "must be an object");
        }
        String name = new Fields(item, pointer).requiredName("type");
        for (EventType type : EventType.values()) {
            if (type != EventType.UNALIAS
                    && type.name().toLowerCase(Locale.ROOT).equals(name)) {
                return read(item, type, pointer, envelope);
            }
        }
        throw new InvalidEvent(pointer + "/type", "must be one of track, page, screen, identify, group, alias");
    }

    /** @param pointer where the event stands in the body */
    ReceivedEvent read(JsonNode item, EventType type, String pointer, Envelope envelope) throws InvalidEvent {
        if (!item.isObject()) {
            throw new InvalidEvent(pointer, "must be an object");
        }
        Fields fields = new Fields(item, pointer);
        Optional<String> userId = fields.id("userId");
        Optional<String> anonymousId = fields.id("anonymousId");
        if (userId.isEmpty() && anonymousId.isEmpty()) {
            throw fields.fault("userId", "must be there, or an anonymousId");
        }
        Timestamps.Corrected time = time(fields, envelope);
        LoggedEvent event = new LoggedEvent(
                fields.id("messageId").orElseGet(newMessageId),
                type,
                name(fields, type),
                userId.orElse(null),
                anonymousId.orElse(null),
                time.at(),
                properties(fields, type),
                traits(fields, type),
                type == EventType.GROUP ? fields.requiredId("groupId") : null);
        Optional<Violation> refusal = plan.refusal(event);
        if (refusal.isPresent()) {
            throw new InvalidEvent(
                    pointer + refusal.get().pointer(), refusal.get().detail());
        }
        JsonNode context = envelope.contextWith(fields.child("context"));
        return new ReceivedEvent(
                event,
                envelope.receivedAt(),
                time.clamped(),
                fields.frozen("context", context),
                details(fields, type, envelope.admin()),
                ExternalIds.in(new Fields(context, pointer + "/context")));
    }

    private static @Nullable String name(Fields fields, EventType type) throws InvalidEvent {
        if (!type.isBehaviour()) {
            return null;
        }
        String field = type == EventType.TRACK ? "event" : "name";
        String name = type == EventType.TRACK
                ? fields.requiredName(field)
                : fields.name(field).orElse(type.name().toLowerCase(Locale.ROOT));
        if (name.equals(LoggedEvent.ANY_NAME)) {
            throw fields.fault(field, "must not be *, which stands for any event");
        }
        return name;
    }

    /**
     * Segment's clients send {@code timestamp}, Rudder's {@code originalTimestamp}: by the sender's clock, so corrected
     * by {@code sentAt}. An event with both is right as its {@code timestamp} says: a caller of Rudder's client set it,
     * or a pipeline before us has corrected it and kept the original beside it.
     */
    private static Timestamps.Corrected time(Fields fields, Envelope envelope) throws InvalidEvent {
        Optional<Instant> timestamp = fields.time("timestamp");
        Optional<Instant> original = fields.time("originalTimestamp");
        Optional<Instant> said = fields.time("sentAt").or(envelope::sentAt);
        Optional<Instant> sentAt = timestamp.isPresent() && original.isPresent() ? Optional.empty() : said;
        Timestamps.Corrected corrected =
                Timestamps.correct(timestamp.or(() -> original), sentAt, envelope.receivedAt());
        Instant earliest = envelope.retainedSince();
        if (corrected.at().isBefore(earliest)) {
            String field = timestamp.isPresent() ? "timestamp" : "originalTimestamp";
            String bound =
                    earliest.equals(LoggedEvent.EARLIEST) ? "1970" : earliest + ", since which time events are kept";
            String by = sentAt.isPresent() ? ", corrected by sentAt" : "";
            throw fields.fault(field, "must not be before " + bound + ": it is " + corrected.at() + by);
        }
        return corrected;
    }

    /** A page's category stands beside its properties; it is kept as one of them. */
    private static Map<String, Object> properties(Fields fields, EventType type) throws InvalidEvent {
        JsonNode properties = fields.child("properties");
        boolean hasCategory = type == EventType.PAGE || type == EventType.SCREEN;
        Optional<String> category = hasCategory ? fields.name("category") : Optional.empty();
        if (category.isPresent() && !properties.has("category")) {
            properties = ((ObjectNode) properties).deepCopy().put("category", category.get());
        }
        return fields.frozen("properties", properties);
    }

    /** Rudder's clients say an identify's traits in the context alone, where Segment's repeat what was identified before. */
    private static Map<String, Object> traits(Fields fields, EventType type) throws InvalidEvent {
        boolean isIdentify = type == EventType.IDENTIFY;
        if (isIdentify && !fields.has("traits")) {
            return fields.under("context").frozen("traits");
        }
        return isIdentify || type == EventType.GROUP ? fields.frozen("traits") : Map.of();
    }

    private static Map<String, Object> details(Fields fields, EventType type, boolean admin) throws InvalidEvent {
        return switch (type) {
            case ALIAS, UNALIAS -> {
                fields.requiredName("userId");
                String previousId = fields.requiredId(ReceivedEvent.PREVIOUS_ID);
                yield fields.frozen(Map.of(ReceivedEvent.PREVIOUS_ID, previousId, ReceivedEvent.ADMIN, admin));
            }
            case GROUP -> fields.frozen(Map.of(ReceivedEvent.GROUP_ID, fields.requiredId(ReceivedEvent.GROUP_ID)));
            default -> Map.of();
        };
    }
}
