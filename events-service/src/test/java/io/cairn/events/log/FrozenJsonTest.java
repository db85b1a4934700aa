package io.cairn.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.json.StrictJson;
import io.cairn.model.json.JsonValues;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrozenJsonTest {
    private static final String NINES = "9".repeat(99);

    private final FrozenJson json = new FrozenJson(mapper());

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        new StrictJson().customize(mapper);
        return mapper;
    }

    static String[] extremes() {
        return new String[] {
            NINES + "0",
            NINES + "9",
            "-" + NINES + "9",
            "0." + NINES + "9",
            NINES + "9e300",
            "-" + NINES + "9e-300",
            "1e400",
            "1e-400",
            "4.9E-324",
            "1.7976931348623157E308",
            String.valueOf(Long.MIN_VALUE)
        };
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void everyNumberThatIsTakenIsReadAsItWasWritten(String number) {
        Map<String, Object> frozen = JsonValues.freeze(Map.of("n", new BigDecimal(number)), "");
        assertThat(read(json.text(frozen))).isEqualTo(frozen);
    }

    @Test
    void anythingThatIsTakenIsWrittenAsJacksonWritesItAndReadAsItWas() throws Exception {
        String text =
                "{\"b\":[1,-2.50,[],{},null,true,\"\\u0001\\t\\\"\\\\/ü😀\"],\"a\":{\"z\":{\"\":false},\"y\":1e3},\"ö\":1.0}";
        Map<String, Object> frozen = JsonValues.freeze(mapper().readTree(text), "");
        assertThat(json.text(frozen)).isEqualTo(mapper().writeValueAsString(frozen));
        assertThat(read(json.text(frozen))).isEqualTo(frozen);
    }

    @Test
    void keysInNoOrderAreRead() {
        assertThat(read("{\"b\":1,\"a\":{\"d\":2,\"c\":3}}")).isEqualTo(Map.of("a", Map.of("c", 3L, "d", 2L), "b", 1L));
    }

    private Map<String, Object> read(String text) {
        return json.object(text.getBytes(StandardCharsets.UTF_8));
    }
}
