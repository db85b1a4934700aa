package io.cairn.events.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaWordsTest {
    private static void require(String schema) throws JsonProcessingException {
        SchemaWords.require(new ObjectMapper().readTree(schema));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"requierd":["a"]}                                     | /schema/requierd
            {"properties":{"a":{"format":"emial"}}}                | /schema/properties/a/format
            {"properties":{"a":{"items":{"minimun":1}}}}           | /schema/properties/a/items/minimun
            {"allOf":[{},{"$defs":{"x/y":{"kind":1}}}]}            | /schema/allOf/1/$defs/x~1y/kind
            {"type":"array"}                                       | /schema/type
            {"type":["array","null"]}                              | /schema/type
            """)
    void whatChecksNothingIsNamed(String schema, String pointer) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> require(schema))
                .satisfies(refused -> assertThat(refused.problem().errors())
                        .extracting(InputError::pointer)
                        .containsExactly(pointer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":[\"object\",\"null\"],\"title\":\"a view\",\"x-owner\":{\"format\":\"emial\"}}",
                "{\"properties\":{\"requierd\":{\"const\":{\"format\":\"emial\"}},\"format\":{\"type\":\"string\"}}}",
                "{\"properties\":{\"a\":{\"format\":\"email\",\"minLength\":3},\"b\":true},\"additionalProperties\":false}",
                "{\"enum\":[{\"format\":\"emial\"}],\"default\":{\"kind\":1},\"examples\":[{\"kind\":1}]}",
                "{\"$id\":\"refused elsewhere\"}"
            })
    void whatIsAWordOrNoneOfSchemasIsTaken(String schema) {
        assertThatNoException().isThrownBy(() -> require(schema));
    }

    /** So many keywords that there are not, in a property with a long name. */
    private static String misspelt(int words) {
        return IntStream.range(0, words)
                .mapToObj(n -> "\"w" + n + "\":1")
                .collect(Collectors.joining(",", "{\"properties\":{\"" + "p".repeat(9_000) + "\":{", "}}}"));
    }

    @Test
    void ofVeryManyTheFirstAreNamed() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> require(misspelt(5_000)))
                .withMessageEndingWith("(and 99 more)");
    }

    @Test
    void whatIsTooLargeIsNotLookedThrough() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> require(misspelt(20_000)))
                .satisfies(refused -> assertThat(refused.problem().errors())
                        .containsExactly(new InputError("/schema", "must be at most 65536 bytes")));
    }
}
