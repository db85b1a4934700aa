package io.cairn.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cairn.kit.problem.ProblemException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodiesTest {
    private final ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
    private final JsonBodies bodies = new JsonBodies(mapper);

    @BeforeEach
    void strictly() {
        new StrictJson().customize(mapper);
    }

    private static byte[] objects(int count) {
        return ("[" + "{},".repeat(count - 1) + "{}]").getBytes(StandardCharsets.UTF_8);
    }

    record Night(ZoneId timeZone, LocalTime from, BigDecimal hours, Boolean loud, Map<String, Object> context) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"timeZone":"Berlin"} | /timeZone: 'Berlin' is not a time zone such as Europe/Berlin
                    {"from":"9 pm"}       | /from: '9 pm' is not a time of day such as 21:00
                    {"from":true}         | /from: must be a time of day such as 21:00
                    {"loud":0}            | /loud: '0' is not true or false
                    {"loud":7}            | /loud: '7' is not true or false
                    {"hours":1e999999999999} | /hours: holds a number whose exponent is out of range
                    {"context":{"x":1e999999999999}} | /context/x: holds a number whose exponent is out of range
                    {"from":"21:00"} {}   | there is more after the JSON value
                    """)
    void whatAFieldMustBeIsSaid(String body, String detail) {
        assertThat(refusal(body)).isEqualTo(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"from\":", "{\"from\":[1,", "[NaN]", "[1,/*", "{\"from\":\"21:0", "[01]", "{from:1}", "nul"})
    void faultOfTheTextIsSaidWithoutTheParsersInternals(String body) {
        assertThat(refusal(body)).contains("line", "column").doesNotContain("Source", "REDACTED", "`", "Feature");
    }

    @Test
    void depthIsRefusedWithItsBoundAndNoMethodName() {
        assertThat(refusal("[".repeat(100))).contains("allowed (64)").doesNotContain("StreamReadConstraints");
    }

    private String refusal(String body) {
        Type type = body.startsWith("{") ? Night.class : JsonNode.class;
        return catchThrowableOfType(ProblemException.class, () -> bodies.read(body, type))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{ \"a\" : [1e99999999999, {\"b\":[]}] }",
                "[[],{}]",
                "\"a \\\"text\\\" }],\uD83D\uDE00\"",
                "\"\"",
                "-1.5e99999999999",
                "0",
                "true",
                "null"
            })
    void itemOfAListIsCutOutAsItWasSent(String item) {
        String long7 = "7".repeat(100_000);
        String body = "{ \"items\" :\n[%s,{}, %s\t, %s ,%s] }".formatted(item, item, long7, item);
        assertThat(bodies.itemTexts(body.getBytes(StandardCharsets.UTF_8), "items", 5))
                .hasValue(List.of(item, "{}", item, long7, item));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"items":[1,2,3]}           | /items: must be a list of at most 2 items
                    {"items":7}                 | /items: must be a list of at most 2 items
                    {"items":[],"items":[]}     | /items: is there twice: of two it is not clear which counts
                    {"a/b":[{}],"items":[],"c":1} | /a~1b: there is no such field; known is items
                    {"items":[]} 7              | there is more after the JSON value
                    """)
    void bodyThatIsNotOneListIsRefused(String body, String detail) {
        assertThat(catchThrowableOfType(ProblemException.class, () -> itemTexts(body)))
                .hasMessage(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"items\":[{]}", "{\"items\":[", "{\"items\":[]", "{\"items\":[1,]}", "{\"items\":[tru]}", ""})
    void listThatIsNotJsonIsRefused(String body) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> itemTexts(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "7", "{\"a\":{\"items\":[]}}"})
    void bodyWithoutTheListHasNoItems(String body) {
        assertThat(itemTexts(body)).isEmpty();
    }

    private Optional<List<String>> itemTexts(String body) {
        return bodies.itemTexts(body.getBytes(StandardCharsets.UTF_8), "items", 2);
    }

    @Test
    void numberAndNameOfAnyLengthAreReadWhereClientsAreNotOurs() {
        String name = "n".repeat(60_000);
        String body = "{\"batch\":[{\"" + name + "\":1},9" + "0".repeat(2_000) + ",0." + "1".repeat(2_000) + ",-1e"
                + "0".repeat(2_000) + "1,1e99999999999,NaN,12345678901234567890]}";
        JsonNode batch =
                bodies.lenientTree(body.getBytes(StandardCharsets.UTF_8)).path("batch");
        assertThat(batch.get(0).path(name).intValue()).isOne();
        for (int i = 1; i <= 3; i++) {
            assertThat(batch.get(i).decimalValue()).isEqualByComparingTo(BigDecimal.TEN.pow(1_000));
        }
        assertThat(batch.get(4).decimalValue().scale()).isEqualTo(-Integer.MAX_VALUE);
        assertThat(batch.get(5).doubleValue()).isNaN();
        assertThat(batch.get(6).asText()).isEqualTo("12345678901234567890");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> bodies.tree(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** A tree of them would have 30 times as many bytes. */
    @Test
    void bodyOfMoreThanAMillionTokensIsRefused() {
        assertThat(bodies.lenientTree(objects(499_000))).hasSize(499_000);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> bodies.lenientTree(objects(501_000)))
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(400);
                    assertThat(refused.getMessage())
                            .contains("more than 1000000 JSON tokens", "send it in parts")
                            .doesNotContain("StreamReadConstraints");
                });
    }
}
