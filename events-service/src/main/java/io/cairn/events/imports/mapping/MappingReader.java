package io.cairn.events.imports.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.JsonPointers;
import io.cairn.model.json.JsonValues;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a mapping from JSON, as {@code docs/imports.md} says. */
final class MappingReader {
    private static final Set<String> FIELDS = Set.of(
            "type",
            "event",
            "customerId",
            "anonymousId",
            "messageId",
            "time",
            "properties",
            "traits",
            "separator",
            "charset",
            "columns",
            "missing");
    private static final Set<String> SOURCE_FIELDS =
            Set.of("column", "constant", "type", "format", "zone", "decimal", "negate");
    private static final Set<String> TYPES = Set.of("track", "identify", "page", "screen");
    private static final int MAX_MEMBERS = 1_000;

    /** Whether it is new: what was taken once is taken again, so that an import can be sent again. */
    private final boolean isNew;

    private final List<InputError> faults = new ArrayList<>();
    private final FormReader form = new FormReader(faults);

    MappingReader(boolean isNew) {
        this.isNew = isNew;
    }

    /** @throws ProblemException 422 with all that is wrong */
    Mapping read(JsonNode json) {
        if (!json.isObject()) {
            throw ProblemException.invalid("/mapping", "must be an object");
        }
        unknown(json, FIELDS, "/mapping");
        Source type = json.has("type") ? type(json.get("type")) : new Source.Constant(TextNode.valueOf("track"));
        Mapping mapping = new Mapping(
                form.read(json),
                type == null ? new Source.Constant(TextNode.valueOf("track")) : type,
                named(json, "event", new Cell.Text()),
                named(json, "customerId", new Cell.Text()),
                named(json, "anonymousId", new Cell.Text()),
                named(json, "messageId", new Cell.Text()),
                named(json, "time", new Cell.Time(new TimeFormat(TimeFormat.ISO, ZoneId.of("UTC")))),
                members(json, "properties"),
                members(json, "traits"),
                Set.copyOf(form.texts(json, "missing")));
        if (mapping.customerId() == null && mapping.anonymousId() == null) {
            fault("/mapping/customerId", "must be there, or an anonymousId: whose events are these?");
        }
        if (mapping.type() instanceof Source.Constant constant) {
            check(mapping, constant.value().asText());
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return mapping;
    }

    private void check(Mapping mapping, String type) {
        if (type.equals("track") && mapping.event() == null) {
            fault("/mapping/event", "must be there: the column with the event's name, or {\"constant\":\"purchase\"}");
        }
        if (isNew && type.equals("identify") && mapping.event() != null) {
            fault("/mapping/event", "an identify has no event");
        }
        if (type.equals("identify") && mapping.properties() != null) {
            fault("/mapping/properties", "an identify has traits, and no properties");
        }
        if (!type.equals("identify") && mapping.traits() != null) {
            fault("/mapping/traits", "only an identify has traits: import the file once more with the type identify");
        }
    }

    private @Nullable Source type(JsonNode json) {
        if (json.isTextual()) {
            if (!TYPES.contains(json.textValue())) {
                fault("/mapping/type", "must be track, identify, page, screen, or {\"column\":…}");
            }
            return new Source.Constant(json);
        }
        return source(json, "/mapping/type", new Cell.Text());
    }

    private @Nullable Source named(JsonNode mapping, String field, Cell usual) {
        JsonNode json = mapping.get(field);
        return json == null || json.isNull() ? null : source(json, "/mapping/" + field, usual);
    }

    /** @param usual how its cells are read if it does not say */
    private @Nullable Source source(JsonNode json, String pointer, Cell usual) {
        if (json.isTextual() && !json.textValue().isEmpty()) {
            return new Source.Column(json.textValue(), usual);
        }
        if (!json.isObject() || json.has("column") == json.has("constant")) {
            return fault(pointer, "must be a column's name, or an object with either column or constant");
        }
        unknown(json, SOURCE_FIELDS, pointer);
        if (json.has("constant")) {
            return constant(json, pointer, usual);
        }
        String column = json.path("column").asText("");
        if (column.isEmpty()) {
            return fault(pointer + "/column", "must be a column's name");
        }
        return new Source.Column(column, cell(json, pointer, usual));
    }

    private @Nullable Source constant(JsonNode json, String pointer, Cell usual) {
        JsonNode value = json.get("constant");
        if (json.size() > 1) {
            return fault(pointer, "a constant is as it is: it has no type, format, zone, decimal or negate");
        }
        try {
            return value.isNull()
                            || (isNew
                                    && usual instanceof Cell.Text
                                    && value.asText("-").isBlank())
                    ? fault(pointer + "/constant", "must be there")
                    : new Source.Constant(usual.read(value));
        } catch (BadRow e) {
            return fault(pointer + "/constant", e.reason());
        }
    }

    private Cell cell(JsonNode json, String pointer, Cell usual) {
        boolean isTime =
                usual instanceof Cell.Time || json.path("type").asText("").equals("time");
        String type = json.path("type").asText(isTime ? "time" : "");
        if (!isTime && (json.has("format") || json.has("zone"))) {
            fault(pointer, "format and zone are for a time: say \"type\":\"time\"");
        }
        if (isNew && !type.equals("number") && json.has("decimal")) {
            fault(pointer + "/decimal", "is for a number: say \"type\":\"number\"");
        }
        if (!type.equals("boolean") && json.has("negate")) {
            fault(pointer + "/negate", "is for a truth: say \"type\":\"boolean\"");
        }
        return switch (type) {
            case "" -> usual;
            case "text" -> new Cell.Text();
            case "number" -> new Cell.Numeric(decimal(json, pointer));
            case "boolean" -> new Cell.Bool(negate(json, pointer));
            case "json" -> new Cell.Json();
            case "time" -> time(json, pointer);
            default -> {
                fault(pointer + "/type", "must be text, number, boolean, time or json");
                yield usual;
            }
        };
    }

    private boolean negate(JsonNode json, String pointer) {
        JsonNode negate = json.path("negate");
        if (!negate.isMissingNode() && !negate.isBoolean()) {
            fault(pointer + "/negate", "must be true or false");
        }
        return negate.asBoolean();
    }

    private char decimal(JsonNode json, String pointer) {
        String decimal = json.path("decimal").asText(".");
        if (!decimal.equals(".") && !decimal.equals(",")) {
            fault(pointer + "/decimal", "must be . or ,");
            return '.';
        }
        return decimal.charAt(0);
    }

    private Cell time(JsonNode json, String pointer) {
        ZoneId zone = ZoneId.of("UTC");
        try {
            zone = ZoneId.of(json.path("zone").asText("UTC"));
        } catch (DateTimeException e) {
            fault(pointer + "/zone", "must be a time zone such as Europe/Berlin or +02:00");
        }
        try {
            return new Cell.Time(new TimeFormat(json.path("format").asText(TimeFormat.ISO), zone));
        } catch (IllegalArgumentException | DateTimeException e) {
            fault(
                    pointer + "/format",
                    "must be iso, epochSeconds, epochMillis, epochMicros or a pattern such as dd.MM.yyyy HH:mm: "
                            + e.getMessage());
            return new Cell.Time(new TimeFormat(TimeFormat.ISO, zone));
        }
    }

    private @Nullable Members members(JsonNode mapping, String field) {
        JsonNode json = mapping.get(field);
        String pointer = "/mapping/" + field;
        if (json == null || json.isNull()) {
            return null;
        }
        if (json.isTextual()) {
            return json.textValue().equals("*")
                    ? new Members.Rest()
                    : new Members.Whole(new Source.Column(json.textValue(), new Cell.Json()));
        }
        if (!json.isObject() || json.size() > MAX_MEMBERS) {
            fault(
                    pointer,
                    "must be an object of at most " + MAX_MEMBERS
                            + " names, * for all other columns, or the column that holds an object");
            return null;
        }
        Map<String, Source> sources = new LinkedHashMap<>();
        json.properties().forEach(member -> {
            if (isNew && member.getKey().length() > JsonValues.MAX_KEY_LENGTH) {
                fault(
                        pointer + "/" + JsonPointers.step(member.getKey()),
                        "a name has at most " + JsonValues.MAX_KEY_LENGTH + " characters; its column may have more");
            }
            Source source =
                    source(member.getValue(), pointer + "/" + JsonPointers.step(member.getKey()), new Cell.AsIs());
            if (source != null) {
                sources.put(member.getKey(), source);
            }
        });
        return new Members.Each(sources);
    }

    private void unknown(JsonNode json, Set<String> known, String pointer) {
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(
                        pointer + "/" + JsonPointers.step(name),
                        "there is no such field; known are "
                                + known.stream().sorted().toList());
            }
        });
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // null of whatever is asked for
    private <T> @Nullable T fault(String pointer, String detail) {
        faults.add(new InputError(pointer, detail));
        return null;
    }
}
