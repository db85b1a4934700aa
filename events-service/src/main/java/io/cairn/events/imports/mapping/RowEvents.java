package io.cairn.events.imports.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cairn.events.imports.file.Header;
import io.cairn.events.imports.file.Row;
import io.cairn.events.ingest.EventSize;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes of each row the event that it stands for, as a client would send it. */
public final class RowEvents {
    /** Clocks differ a little; what is later than this comes of a wrong zone, or of days taken for months. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private static final char NO_BREAK_SPACE = '\u00A0';

    private final Mapping mapping;
    private final Clock clock;
    private final Set<String> taken;

    public RowEvents(Mapping mapping, Clock clock) {
        this.mapping = mapping;
        this.clock = clock;
        this.taken = new HashSet<>(mapping.columns().keySet());
        taken.addAll(Header.OF_REJECTIONS);
    }

    /**
     * Without a messageId, unless the row has one.
     *
     * @throws BadRow saying why there is no event; it may be too large, as a mapping may name a column many times
     */
    public ObjectNode event(Row row) throws BadRow {
        ObjectNode event = eventOfAnySize(row);
        if (EventSize.isTooLarge(event)) {
            throw new BadRow(EventSize.tooLarge());
        }
        return event;
    }

    private ObjectNode eventOfAnySize(Row row) throws BadRow {
        if (row.fault() != null) {
            throw new BadRow("the row " + row.fault());
        }
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        String type = required("type", mapping.type(), row).asText();
        event.put("type", type);
        switch (type) {
            case "track" -> event.set("event", required("event", mapping.event(), row));
            case "page", "screen" -> put(event, "name", mapping.event(), row);
            case "identify" -> {}
            default -> throw new BadRow("type must be track, identify, page or screen, not '" + type + "'");
        }
        put(event, "userId", mapping.customerId(), row);
        put(event, "anonymousId", mapping.anonymousId(), row);
        if (!event.has("userId") && !event.has("anonymousId")) {
            throw new BadRow("customerId and anonymousId are both missing");
        }
        put(event, "messageId", mapping.messageId(), row);
        if (mapping.time() != null) {
            event.set("timestamp", past(required("time", mapping.time(), row)));
        }
        if (type.equals("identify")) {
            putMembers(event, "traits", mapping.traits(), row);
        } else {
            putMembers(event, "properties", mapping.properties(), row);
        }
        return event;
    }

    /** Logged, it would have happened now. */
    private JsonNode past(JsonNode time) throws BadRow {
        if (Instant.parse(time.asText()).isAfter(clock.instant().plus(AHEAD))) {
            throw new BadRow("time is in the future: " + time.asText()
                    + "; are the zone, and the order of day and month, right?");
        }
        return time;
    }

    private JsonNode required(String field, @Nullable Source source, Row row) throws BadRow {
        JsonNode value = stripped(source, row);
        if (value == null) {
            throw new BadRow(field + " is missing" + (source == null ? "" : ": " + source.inWords() + " is empty"));
        }
        return value;
    }

    private void put(ObjectNode event, String field, @Nullable Source source, Row row) throws BadRow {
        JsonNode value = stripped(source, row);
        if (value != null) {
            event.set(field, value);
        }
    }

    /** Blanks around a name or an id are the file's, as after a comma. */
    private @Nullable JsonNode stripped(@Nullable Source source, Row row) throws BadRow {
        JsonNode value = source == null ? null : source.of(row, mapping.missing());
        if (value == null || !value.isTextual()) {
            return value;
        }
        String text = value.textValue().replace(NO_BREAK_SPACE, ' ').strip();
        return text.isEmpty() ? null : TextNode.valueOf(text);
    }

    private void putMembers(ObjectNode event, String field, @Nullable Members members, Row row) throws BadRow {
        if (members == null) {
            return;
        }
        if (members instanceof Members.Whole whole) {
            JsonNode object = whole.column().of(row, mapping.missing());
            if (object != null && !object.isObject()) {
                throw new BadRow(whole.column().inWords() + " is no JSON object");
            }
            if (object != null) {
                event.set(field, object);
            }
            return;
        }
        ObjectNode object = event.putObject(field);
        if (members instanceof Members.Each each) {
            long room = EventSize.MAX_BYTES;
            for (var member : each.sources().entrySet()) {
                JsonNode value = member.getValue().of(row, mapping.missing());
                if (value != null) {
                    object.set(member.getKey(), value);
                    room -= EventSize.atLeast(value, room);
                }
                if (room < 0) {
                    throw new BadRow(EventSize.tooLarge());
                }
            }
        } else {
            Cell guessed = new Cell.Guessed();
            for (var cell : row.cells().properties()) {
                if (!taken.contains(cell.getKey()) && !isMissing(cell.getValue())) {
                    object.set(
                            Members.name(cell.getKey()), row.isCsv() ? guessed.read(cell.getValue()) : cell.getValue());
                }
            }
        }
    }

    private boolean isMissing(JsonNode cell) {
        return cell.isNull() || (cell.isTextual() && Source.Column.isMissing(cell.textValue(), mapping.missing()));
    }
}
