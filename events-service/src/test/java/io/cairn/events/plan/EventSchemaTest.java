package io.cairn.events.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.json.StrictJson;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.InvalidJsonValue;
import io.cairn.model.json.JsonValues;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(String schema) {
        try {
            return JSON.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** As the service reads it. */
    private static JsonNode exactly(String schema) {
        ObjectMapper mapper = new ObjectMapper();
        new StrictJson().customize(mapper);
        return new JsonBodies(mapper).tree(schema.getBytes(StandardCharsets.UTF_8));
    }

    /** What is wrong with a property that should be of a format. */
    private static Optional<Violation> check(String format, String text) {
        return EventSchema.compile(json("{\"properties\":{\"a\":{\"format\":\"" + format + "\"}}}"))
                .check(Map.of("a", text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"properties":{"a":{"enum":["b",1e400000000]}}}  | /schema/properties/a/enum/1
            {"properties":{"a":{"multipleOf":1e-400000000}}} | /schema/properties/a/multipleOf
            {"allOf":[{"maximum":1e401}]}                    | /schema/allOf/0/maximum
            {"required":["a\\u0000b"]}                       | /schema/required/0
            {"properties":{"a":{"const":"\\ud800"}}}         | /schema/properties/a/const
            {"properties":{"a\\u0000":{"type":"string"}}}    | /schema/properties
            {"properties":{"a":{"pattern":"\\u0000"}}}       | /schema/properties/a/pattern
            """)
    void whatCannotBeKeptIsRefused(String schema, String pointer) {
        JsonNode json = exactly(schema);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> EventSchema.compile(json))
                .satisfies(refused -> assertThat(refused.problem().errors())
                        .extracting(InputError::pointer)
                        .containsExactly(pointer));
    }

    @Test
    void sizesAreOfWhatTheLibraryCounts() {
        JsonNode json = exactly("{\"properties\":{\"a\":{\"maxLength\":3000000000}}}");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> EventSchema.compile(json))
                .satisfies(refused -> assertThat(refused.problem().errors())
                        .containsExactly(
                                new InputError("/schema/properties/a/maxLength", "must be at most 2147483647")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"const":{"a":1}}        | {"a":1}       | {"a":2}
            {"const":[1,2]}          | [1,2]         | [2,1]
            {"const":{"a":1.0}}      | {"a":1}       | {"a":1.5}
            {"const":{"a":1}}        | {"a":1.0}     | {"a":"1"}
            {"enum":[{"a":[1]},7]}   | {"a":[1]}     | {"a":1}
            {"enum":[[1e2]]}         | [100]         | [10]
            {"const":[12345678901]}  | [12345678901] | [12345678902]
            {"uniqueItems":true}     | [{"a":1}]     | [{"a":1},{"a":1.0}]
            """)
    void numbersAreEqualByTheirValue(String schema, String good, String bad) throws InvalidJsonValue {
        EventSchema compiled = EventSchema.compile(exactly("{\"properties\":{\"x\":" + schema + "}}"));
        assertThat(compiled.check(properties(good))).isEmpty();
        assertThat(compiled.check(properties(bad))).isNotEmpty();
    }

    private static Map<String, Object> properties(String x) throws InvalidJsonValue {
        return Map.of("x", JsonValues.freezeValue(exactly(x), "/x"));
    }

    @ParameterizedTest
    @CsvSource({
        "email, @, 320",
        "idn-email, @, 320",
        "hostname, a., 320",
        "json-pointer, /a, 320",
        "uri-template, a, 320",
        "date-time, 1, 320",
        "regex, a, 500",
        "uri, x:, 2048"
    })
    void longTextIsOfNoFormat(String format, String part, int bound) {
        assertThat(check(format, part.repeat(16_000))).hasValueSatisfying(violation -> assertThat(violation)
                .isEqualTo(new Violation(
                        "/properties/a", "must have at most " + bound + " characters to be of the format " + format)));
    }

    @ParameterizedTest
    @CsvSource({
        "email, jane@example.com, jane",
        "hostname, shop.example.com, -",
        "date-time, 2026-01-31T12:00:00Z, yesterday",
        "uuid, 123e4567-e89b-12d3-a456-426614174000, 123",
        "uri, https://example.com/a?b=c, no uri",
        "regex, a+, (a",
        "regex, (a{50}){5}, ((a{1000}){1000}){1000}",
    })
    void shortTextIsOfItsFormatOrNot(String format, String good, String bad) {
        assertThat(check(format, good)).isEmpty();
        assertThat(check(format, bad))
                .hasValueSatisfying(violation -> assertThat(violation.pointer()).isEqualTo("/properties/a"));
    }

    @Test
    void longAddressIsAnAddress() {
        assertThat(check("uri", "https://example.com/" + "a".repeat(2_000))).isEmpty();
    }

    @Test
    void patternsAreBoundedTogether() {
        String pattern = "{\"pattern\":\"^.{1,900}$\"}";
        EventSchema taken = EventSchema.compile(json("{\"allOf\":[" + (pattern + ",").repeat(4) + pattern + "]}"));
        assertThat(taken.check(Map.of())).isEmpty();
        JsonNode refused = json("{\"allOf\":[" + (pattern + ",").repeat(5) + pattern + "]}");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> EventSchema.compile(refused))
                .satisfies(thrown -> assertThat(thrown.getMessage()).contains("5000"));
    }

    @Test
    void schemaThatStaysIsNotCompiledAgain() {
        var before = TrackingPlan.compiled(
                List.of(planned("stays", PlanMode.OBSERVE, "{}"), planned("changes", PlanMode.OBSERVE, "{}")),
                Map.of());
        var after = TrackingPlan.compiled(
                List.of(
                        planned("stays", PlanMode.ENFORCE, "{}"),
                        planned("changes", PlanMode.OBSERVE, "{\"required\":[\"a\"]}")),
                before);
        assertThat(after.get("stays").schema()).isSameAs(before.get("stays").schema());
        assertThat(after.get("stays").mode()).isEqualTo(PlanMode.ENFORCE);
        assertThat(after.get("changes").schema().check(Map.of())).isPresent();
    }

    private static PlannedEvent planned(String event, PlanMode mode, String schema) {
        return new PlannedEvent(event, mode, json(schema), null, Instant.EPOCH, Instant.EPOCH);
    }
}
