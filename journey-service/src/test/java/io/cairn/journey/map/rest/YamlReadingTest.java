package io.cairn.journey.map.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.json.StrictJson;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReadingTest {
    private static final ObjectMapper JSON = strict();

    private static ObjectMapper strict() {
        ObjectMapper mapper = new ObjectMapper();
        new StrictJson().customize(mapper);
        return mapper;
    }

    @Property(tries = 300)
    void exportAndImportGiveTheSameMap(@ForAll("maps") JourneyMap map) throws JsonProcessingException {
        JsonNode exported = JourneyMaps.write(map);
        JsonNode json = JSON.readTree(exported.toString());
        assertThat(JourneyMaps.read(json)).isEqualTo(map);
        JsonNode yaml = YamlReading.read(YamlBodies.write(exported), JSON);
        assertThat(yaml).isEqualTo(json);
        assertThat(JourneyMaps.read(yaml)).isEqualTo(map);
    }

    @Provide
    Arbitrary<JourneyMap> maps() {
        return Arbitraries.longs().map(HardMaps::random);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no", "yes", "on", "Off", "NO", "y", "True", "NULL", "12:30", "1:20:30", "2026-01-31",
                        "2026-01-31T10:00:00Z",
                "0x1F", "0o17", "010", "1_000", "+1", ".5", "1.", ".inf", ".NaN", "=", "1.2.3", "v1"
            })
    void whatOlderYamlTakesForSomethingElseIsText(String text) {
        assertThat(YamlReading.read("name: " + text, JSON).get("name").textValue())
                .isEqualTo(text);
    }

    @Test
    void numbersTruthsAndNothingAreAsInJson() throws JsonProcessingException {
        assertThat(YamlReading.read("[12, -0.5, 1e3, true, false, null, ~, '12', \"true\", !!str 7]", JSON))
                .isEqualTo(JSON.readTree("[12, -0.5, 1e3, true, false, null, null, \"12\", \"true\", \"7\"]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1\\nb: {c: 2, c: 3}| /b/c| twice",
                "a: &x [1]\\nb: *x| /a| anchors",
                "b: [*x]| /b/0| anchors",
                "a: {<<: *x}| /a/<<| anchors",
                "a: !!binary aGk=| /a| tag",
                "a: !!set {b}| /a| tag",
                "a:\\n  ? [k]\\n  : 1| /a| name must be a text",
                "a: 1\\n---\\nb: 2| ''| one YAML document",
                "a: [1| ''| line 1",
                "a: 1e99999999999| /a| exponent",
                "a: \"\\UFFFFFFFF\"| ''| escape",
                "a: {b~/c: [1, &x 2]}| /a/b~0~1c/1| anchors",
                "' '| ''| body is needed",
                "'# nothing'| ''| body is needed",
            })
    void whatIsNotTakenIsNamed(String yaml, String pointer, String detail) {
        assertThatThrownBy(() -> YamlReading.read(yaml.replace("\\n", "\n"), JSON))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().status()).isEqualTo(400);
                    assertThat(thrown.problem().errors().get(0).pointer()).isEqualTo(pointer);
                    assertThat(thrown.problem().errors().get(0).detail()).contains(detail);
                });
    }

    @Test
    void whatNestsTooDeepIsRefusedBeforeItCosts() {
        String deep = "[".repeat(JsonBodies.MAX_DEPTH + 1) + "]".repeat(JsonBodies.MAX_DEPTH + 1);
        assertThatThrownBy(() -> YamlReading.read(deep, JSON)).hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> YamlReading.read("- ".repeat(100_000), JSON)).isInstanceOf(ProblemException.class);
    }
}
