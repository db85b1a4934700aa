package io.cairn.events.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.InvalidJsonValue;
import io.cairn.model.json.JsonPointers;
import io.cairn.model.json.JsonValues;
import io.cairn.model.json.Texts;
import io.cairn.model.pattern.BoundedPatterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Keeps schemas small and closed: one that a single event takes long to check, or that asks another host, would stop
 * ingestion. References lead into the schema itself, and it has at most {@value #MAX_NODES} parts, {@value #MAX_DEPTH}
 * within each other, with all of them followed, so none recurs. Its patterns have at most {@value #MAX_PATTERNS} characters
 * together, repeats and references followed: an event's texts are matched against each.
 */
final class SchemaBounds {
    static final int MAX_BYTES = 64 * 1024;
    static final int MAX_NODES = 2_000;
    static final int MAX_DEPTH = 64;
    static final int MAX_PATTERNS = 5_000;

    /** Each names its place, which may be half as long as the schema: no more are looked for. */
    static final int MAX_FAULTS = 100;

    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** What the library reads as an int. */
    private static final Set<String> SIZES = Set.of(
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "minContains",
            "maxContains");

    static final Set<String> REFUSED =
            Set.of("$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "$recursiveRef");

    private final JsonNode root;
    private final List<InputError> faults = new ArrayList<>();
    private int nodes;
    private boolean isTooLarge;
    private long patterns;

    private SchemaBounds(JsonNode root) {
        this.root = root;
    }

    /** @throws ProblemException 422 if it is larger than anything should look at, part by part */
    static void requireSize(JsonNode schema) {
        if (schema.toString().length() > MAX_BYTES) {
            throw ProblemException.invalid("/schema", "must be at most " + MAX_BYTES + " bytes");
        }
    }

    /** What is out of bounds; empty if nothing is. */
    static List<InputError> faults(JsonNode schema) {
        SchemaBounds bounds = new SchemaBounds(schema);
        if (!schema.isObject()) {
            bounds.faults.add(new InputError("/schema", "must be a JSON Schema, an object"));
        } else {
            if (schema.has("$schema") && !schema.path("$schema").asText().equals(DIALECT)) {
                bounds.faults.add(new InputError("/schema/$schema", "must be " + DIALECT + ", or absent"));
            }
            bounds.walk(schema, "/schema", 1);
            if (bounds.patterns > MAX_PATTERNS) {
                bounds.faults.add(new InputError(
                        "/schema",
                        "has patterns of more than " + MAX_PATTERNS
                                + " characters together, with repeats written out and references followed"));
            }
        }
        return bounds.faults;
    }

    private void walk(JsonNode node, String pointer, int depth) {
        if (faults.size() >= MAX_FAULTS) {
            return;
        }
        if (node.isNumber()) {
            number(node, pointer);
        } else if (node.isTextual()) {
            text(node.textValue(), pointer);
        }
        if (isTooLarge || !node.isContainerNode()) {
            return;
        }
        nodes++;
        if (nodes > MAX_NODES || depth > MAX_DEPTH) {
            isTooLarge = true;
            faults.add(new InputError(
                    "/schema",
                    "has, with its references followed, more than " + MAX_NODES + " parts, or more than " + MAX_DEPTH
                            + " within each other: they recur, or repeat too much"));
            return;
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), pointer + "/" + i, depth + 1);
            }
            return;
        }
        for (var member : node.properties()) {
            member(member.getKey(), member.getValue(), pointer, depth);
        }
    }

    private void member(String name, JsonNode value, String parent, int depth) {
        String pointer = parent + "/" + JsonPointers.step(name);
        text(name, parent);
        if (REFUSED.contains(name) && value.isTextual()) {
            faults.add(new InputError(pointer, "is not taken here: refer by #/$defs/…"));
        } else if (name.equals("$schema") && value.isTextual() && !parent.equals("/schema")) {
            faults.add(new InputError(pointer, "is not taken here: only the whole schema may say what it is"));
        } else if (SIZES.contains(name) && value.isNumber() && value.doubleValue() > Integer.MAX_VALUE) {
            faults.add(new InputError(pointer, "must be at most " + Integer.MAX_VALUE));
        } else if (name.equals("$ref") && value.isTextual()) {
            follow(value.textValue(), pointer, depth);
        } else if (name.equals("pattern") && value.isTextual()) {
            text(value.textValue(), pointer);
            pattern(value.textValue(), pointer);
        } else {
            if (name.equals("patternProperties") && value.isObject()) {
                value.fieldNames().forEachRemaining(regex -> pattern(regex, pointer));
            }
            walk(value, pointer, depth + 1);
        }
    }

    /** PostgreSQL takes no text with such, and what an event violates is written down in the schema's words. */
    private void text(String text, String pointer) {
        String wrong = Texts.fault(text);
        if (wrong != null) {
            faults.add(new InputError(pointer, wrong));
        }
    }

    /** One that is written in a few characters may take the whole heap to divide by, or to compare. */
    private void number(JsonNode number, String pointer) {
        try {
            Object unused = JsonValues.freezeValue(number, pointer);
        } catch (InvalidJsonValue e) {
            faults.add(new InputError(pointer, e.detail()));
        }
    }

    private void pattern(String regex, String pointer) {
        try {
            Pattern unused = BoundedPatterns.compile(regex);
            patterns += BoundedPatterns.size(regex);
        } catch (PatternSyntaxException e) {
            faults.add(new InputError(pointer, "is no pattern of RE2, or too large: " + e.getMessage()));
        }
    }

    private void follow(String reference, String pointer, int depth) {
        JsonNode target = reference.startsWith("#/") ? root.at(reference.substring(1)) : root;
        if (!reference.equals("#") && !reference.startsWith("#/")) {
            faults.add(new InputError(pointer, "must lead into this schema, such as #/$defs/address"));
        } else if (reference.indexOf('%') >= 0) {
            faults.add(new InputError(pointer, "must not contain %, which escapes: give that part another name"));
        } else if (target.isMissingNode()) {
            faults.add(new InputError(pointer, "leads nowhere: '" + reference + "'"));
        } else {
            walk(target, pointer, depth + 1);
        }
    }
}
