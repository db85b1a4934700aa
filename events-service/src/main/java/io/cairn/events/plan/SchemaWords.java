package io.cairn.events.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.JsonPointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks for what JSON Schema passes over in silence, when a schema is saved: a keyword that does not exist, {@code requierd}, or
 * a format, {@code emial}, checks nothing, and a root of another type than an object refuses every event. Keywords that begin
 * with {@code x-} are somebody's own.
 */
final class SchemaWords {
    /** Those that hold a schema, a list of schemas, or an object of them. */
    private static final Set<String> WITH_SCHEMA = Set.of(
            "additionalProperties",
            "contains",
            "contentSchema",
            "else",
            "if",
            "items",
            "not",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties");

    private static final Set<String> WITH_LIST = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> WITH_MEMBERS =
            Set.of("$defs", "definitions", "dependentSchemas", "patternProperties", "properties");

    private static final Set<String> OTHERS = Set.of(
            "$comment",
            "$ref",
            "$schema",
            "const",
            "contentEncoding",
            "contentMediaType",
            "default",
            "dependentRequired",
            "deprecated",
            "description",
            "enum",
            "examples",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "format",
            "maxContains",
            "maxItems",
            "maxLength",
            "maxProperties",
            "maximum",
            "minContains",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "multipleOf",
            "pattern",
            "readOnly",
            "required",
            "title",
            "type",
            "uniqueItems",
            "writeOnly");

    private static final Set<String> FORMATS =
            BoundedFormat.all().stream().map(BoundedFormat::getName).collect(Collectors.toCollection(TreeSet::new));

    private final List<InputError> faults = new ArrayList<>();

    private SchemaWords() {}

    /** @throws ProblemException 422 naming what checks nothing, by pointers under {@code /schema} */
    static void require(JsonNode schema) {
        SchemaBounds.requireSize(schema);
        SchemaWords words = new SchemaWords();
        words.root(schema.path("type"));
        words.schema(schema, "/schema", 1);
        if (!words.faults.isEmpty()) {
            throw ProblemException.invalid(words.faults);
        }
    }

    private void root(JsonNode type) {
        boolean isObject = type.isMissingNode() || type.asText().equals("object");
        for (JsonNode one : type) {
            isObject |= one.asText().equals("object");
        }
        if (!isObject) {
            faults.add(new InputError("/schema/type", "must be object, or absent: events' properties are one"));
        }
    }

    private void schema(JsonNode schema, String pointer, int depth) {
        if (!schema.isObject() || depth > SchemaBounds.MAX_DEPTH) {
            return; // true, false, or something that is refused otherwise
        }
        for (var member : schema.properties()) {
            if (faults.size() >= SchemaBounds.MAX_FAULTS) {
                return;
            }
            String keyword = member.getKey();
            JsonNode value = member.getValue();
            String at = pointer + "/" + JsonPointers.step(keyword);
            if (WITH_SCHEMA.contains(keyword)) {
                schema(value, at, depth + 1);
            } else if (WITH_LIST.contains(keyword)) {
                for (int i = 0; i < value.size(); i++) {
                    schema(value.path(i), at + "/" + i, depth + 1);
                }
            } else if (WITH_MEMBERS.contains(keyword)) {
                value.properties()
                        .forEach(each ->
                                schema(each.getValue(), at + "/" + JsonPointers.step(each.getKey()), depth + 1));
            } else if (keyword.equals("format") && value.isTextual() && !FORMATS.contains(value.textValue())) {
                faults.add(new InputError(at, "there is no such format; known are " + FORMATS));
            } else if (!OTHERS.contains(keyword) && !isRefusedOtherwise(keyword) && !keyword.startsWith("x-")) {
                faults.add(
                        new InputError(at, "there is no such keyword of JSON Schema; one of your own begins with x-"));
            }
        }
    }

    /** By {@link SchemaBounds}, which says what to write instead. */
    private static boolean isRefusedOtherwise(String keyword) {
        return SchemaBounds.REFUSED.contains(keyword);
    }
}
