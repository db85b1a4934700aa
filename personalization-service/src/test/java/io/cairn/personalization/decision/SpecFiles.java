package io.cairn.personalization.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.json.JsonValues;
import io.cairn.personalization.decision.DecisionRequest.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What the tests of golden cases have in common. */
public final class SpecFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SpecFiles() {}

    /** Checks one case. */
    @FunctionalInterface
    public interface Check {
        void check(JsonNode given, JsonNode one) throws IOException;
    }

    /** A test for each case of each file; what is given to all of a file is merged with what a case gives. */
    public static Stream<DynamicTest> cases(Path folder, Check check) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                JsonNode spec = JSON.readTree(file.toFile());
                for (JsonNode one : spec.path("cases")) {
                    String name = file.getFileName() + ": " + one.path("name").asText();
                    JsonNode given = merged(spec.path("given"), one.path("given"));
                    tests.add(DynamicTest.dynamicTest(name, () -> check.check(given, one)));
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    /** Of customer u1, explained. */
    public static DecisionRequest request(JsonNode when) {
        List<Asked> placements = new ArrayList<>();
        for (JsonNode placement : when.path("placements")) {
            placements.add(
                    placement.isTextual()
                            ? new Asked(placement.asText(), 1)
                            : new Asked(
                                    placement.path("key").asText(),
                                    placement.path("count").asInt(1)));
        }
        String locale = when.has("locale") ? when.get("locale").asText() : null;
        return new DecisionRequest(
                "u1",
                null,
                placements,
                when.has("context") ? JsonValues.freeze(when.get("context"), "/context") : Map.of(),
                locale,
                false,
                true,
                null,
                when.path("repeatOffers").asBoolean());
    }

    /** Lists are compared item by item, objects by the fields that are named. */
    public static void assertMatches(String pointer, JsonNode expected, JsonNode actual, JsonNode whole) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(field -> assertMatches(
                            pointer + "/" + field.getKey(), field.getValue(), actual.path(field.getKey()), whole));
        } else if (expected.isArray()) {
            assertThat(actual.size())
                    .as("size of %s in %s", pointer, whole.toPrettyString())
                    .isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertMatches(pointer + "/" + i, expected.get(i), actual.path(i), whole);
            }
        } else {
            assertThat(actual).as("%s in %s", pointer, whole.toPrettyString()).isEqualTo(expected);
        }
    }

    /** Objects are merged field by field; null takes a field away. */
    private static JsonNode merged(JsonNode base, JsonNode over) {
        if (!base.isObject() || !over.isObject()) {
            return over.isMissingNode() ? base : over;
        }
        ObjectNode merged = base.deepCopy();
        over.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), merged(base.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }
}
