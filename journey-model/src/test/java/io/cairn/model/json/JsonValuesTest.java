package io.cairn.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValuesTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @CsvSource({"1, 1", "1.0, 1", "1e3, 1000", "-0.0, 0", "9223372036854775807, 9223372036854775807", "100e-2, 1"})
    void integralNumbersAreLongsHoweverWritten(String json, long expected) {
        assertThat(JsonValues.freezeValue(parse(json), "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1.50, 1.5", "0.1, 0.1", "9223372036854775808, 9223372036854775808", "-1e-7, -1E-7", "1e100, 1E+100"})
    void otherNumbersAreDecimalsWithoutTrailingZeros(String json, BigDecimal expected) {
        assertThat(JsonValues.freezeValue(parse(json), "")).isEqualTo(expected);
    }

    @Test
    void doublesAreTheDecimalsTheyWereWrittenAs() {
        assertThat(JsonValues.freezeValue(NODES.numberNode(0.1), "")).isEqualTo(new BigDecimal("0.1"));
        assertThat(JsonValues.freezeValue(NODES.numberNode(0.1f), "")).isEqualTo(new BigDecimal("0.1"));
        assertThat(JsonValues.freezeValue(NODES.numberNode(Double.MIN_VALUE), ""))
                .isEqualTo(new BigDecimal("4.9E-324"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "1e-1000000000", "1e401", "-1e-401"})
    void exponentsThatWouldFillTheMemoryAreRefused(String json) {
        assertThatThrownBy(() -> JsonValues.freezeValue(parse(json), "/x"))
                .isInstanceOf(InvalidJsonValue.class)
                .hasMessage("/x must have an exponent within ±400");
    }

    @Test
    void hugeAndInfiniteNumbersAreRefused() {
        assertRefused(NODES.numberNode(BigInteger.TEN.pow(1_000_000)), "/x", "must have at most 100 digits");
        assertRefused(NODES.numberNode(Double.NaN), "/x", "must be a finite number, not NaN");
        assertRefused(NODES.numberNode(Float.NEGATIVE_INFINITY), "/x", "must be a finite number, not -Infinity");
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertRefused(MissingNode.getInstance(), "/x", "must be a JSON value");
        assertRefused(NODES.binaryNode(new byte[1]), "/x", "must be a JSON value");
        assertRefused(NODES.pojoNode(new Object()), "/x", "must be a JSON value");
    }

    @Test
    void theOutermostMustBeAnObject() {
        assertThatThrownBy(() -> JsonValues.freeze(parse("[1]"), "/traits")).hasMessage("/traits must be an object");
    }

    @Test
    void theErrorPointsToTheValueDeepInside() {
        assertThatThrownBy(() -> JsonValues.freeze(parse("{\"a/b\":[1,{\"c~\":\"\\u0000\"}]}"), "/traits"))
                .isInstanceOfSatisfying(
                        InvalidJsonValue.class, e -> assertThat(e.pointer()).isEqualTo("/traits/a~1b/1/c~0"))
                .hasMessageEndingWith("must not contain U+0000");
    }

    @Test
    void unpairedSurrogatesAreRefusedInValuesAndKeys() {
        assertRefused(NODES.textNode("a\uD800"), "/x", "must not contain an unpaired surrogate (\\ud800)");
        assertRefused(NODES.textNode("\uDC00a"), "/x", "must not contain an unpaired surrogate (\\udc00)");
        assertRefused(NODES.objectNode().put("\uD800b", 1), "/x", "must not contain an unpaired surrogate (\\ud800)");
        assertThat(JsonValues.freezeValue("\uD83D\uDE00", "")).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void longKeysAreRefused() {
        assertRefused(
                NODES.objectNode().put("k".repeat(256), 1), "/x", "must not have a key of more than 255 characters");
    }

    @Test
    void nestingIsBounded() {
        assertThat(JsonValues.freezeValue(parse("[".repeat(32) + "]".repeat(32)), ""))
                .isNotNull();
        assertThatThrownBy(() -> JsonValues.freezeValue(nested(33), "")).hasMessageEndingWith("nests deeper than 32");
        assertThatThrownBy(() -> JsonValues.freezeValue(nested(100_000), ""))
                .hasMessageEndingWith("nests deeper than 32");
    }

    @Test
    void frozenMapsInsideOthersCountTowardsTheirDepth() {
        Map<String, Object> map = Map.of();
        for (int i = 1; i < 31; i++) {
            map = JsonValues.freeze(Map.of("k", map), "");
        }
        Map<String, Object> full = JsonValues.freeze(Map.of("k", map), "");
        assertThat(JsonValues.freeze(full, "")).isSameAs(full);
        assertThatThrownBy(() -> JsonValues.freeze(Map.of("k", full), "")).hasMessageEndingWith("nests deeper than 32");
    }

    @Test
    void mapsAreSortedAndCannotBeChanged() {
        Map<String, Object> map = JsonValues.freeze(parse("{\"b\":1,\"a\":[null],\"c\":{}}"), "");
        assertThat(map.keySet()).containsExactly("a", "b", "c");
        assertThat(map.get("a")).isEqualTo(List.of(JsonValues.NULL));
        assertThat(map).containsKey("b").doesNotContainKey("d");
        assertThat(map.get("d")).isNull();
        assertThatThrownBy(() -> map.put("d", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) map.get("a")).remove(0)).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 17, 100})
    void everyMemberIsFoundInMapsOfAnySize(int size) {
        Map<String, Object> plain = new HashMap<>();
        for (int i = 0; i < size; i++) {
            plain.put("ä" + i, (long) i);
        }
        Map<String, Object> frozen = JsonValues.freeze(plain, "");

        plain.forEach((key, value) -> assertThat(frozen.get(key)).isEqualTo(value));
        assertThat(frozen.keySet()).allMatch(frozen::containsKey);
        assertThat(frozen.get("ä" + size)).isNull();
        assertThat(frozen.containsKey("")).isFalse();
    }

    @Test
    void plainJavaValuesFreezeLikeTheirJson() {
        Map<String, Object> values = new HashMap<>();
        values.put("int", 1);
        values.put("double", 1.0);
        values.put("null", null);
        values.put("list", List.of((short) 2, "x", true));
        assertThat(JsonValues.freeze(values, ""))
                .isEqualTo(
                        JsonValues.freeze(parse("{\"double\":1,\"int\":1,\"list\":[2,\"x\",true],\"null\":null}"), ""));
        assertThatThrownBy(() -> JsonValues.freeze(Map.of("k", new Object()), "/p"))
                .hasMessage("/p/k must be a JSON value, not class java.lang.Object");
    }

    @Test
    void anyMapperWritesFrozenValuesAsJson() throws Exception {
        String json = "{\"a\":[null,1,2.5,\"x\"],\"b\":{\"c\":null,\"d\":true}}";
        assertThat(new ObjectMapper().writeValueAsString(JsonValues.freeze(parse(json), "")))
                .isEqualTo(json);
    }

    @Property
    void whatIsFrozenThawsToEqualJson(@ForAll("values") JsonNode json) throws Exception {
        Object frozen = JsonValues.freezeValue(json, "");
        assertThat(JsonValues.freezeValue(JsonValues.thaw(frozen), "")).isEqualTo(frozen);
        assertThat(JsonValues.freezeValue(JSON.readTree(JSON.writeValueAsString(frozen)), ""))
                .isEqualTo(frozen);
    }

    @Provide
    Arbitrary<JsonNode> values() {
        return JsonArbitraries.values();
    }

    private static void assertRefused(JsonNode value, String pointer, String detail) {
        assertThatThrownBy(() -> JsonValues.freezeValue(value, pointer))
                .isInstanceOfSatisfying(InvalidJsonValue.class, e -> {
                    assertThat(e.pointer()).isEqualTo(pointer);
                    assertThat(e.detail()).isEqualTo(detail);
                });
    }

    private static JsonNode nested(int depth) {
        JsonNode node = NODES.arrayNode();
        for (int i = 1; i < depth; i++) {
            node = NODES.arrayNode().add(node);
        }
        return node;
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
