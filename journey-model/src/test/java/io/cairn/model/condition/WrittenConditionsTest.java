package io.cairn.model.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conditions that Cairn comes with. */
class WrittenConditionsTest {
    private static final Map<String, ConditionKind> KINDS = Map.of(
            "entryCriteria", ConditionKind.ENTRY_CRITERIA,
            "criteria", ConditionKind.PERSONA_CRITERIA,
            "eligibility", ConditionKind.TARGETING,
            "when", ConditionKind.TARGETING,
            "ranking", ConditionKind.RANKING);

    private final Conditions conditions = new Conditions();

    @ParameterizedTest
    @ValueSource(strings = {"../local/src/main/resources/sample", "../journey-service/src/main/resources/templates"})
    void noneIsLeftToTheInterpreter(String folder) throws IOException {
        int found = 0;
        for (Path file : files(Path.of(folder))) {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
            for (Map.Entry<String, ConditionKind> kind : KINDS.entrySet()) {
                for (JsonNode condition : json.findValues(kind.getKey())) {
                    Condition compiled = conditions.compile(condition.textValue(), kind.getValue());
                    assertThat(Oracle.operands(compiled))
                            .as(condition.textValue())
                            .noneMatch(operand -> operand.closure() == null);
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(20);
    }

    @Test
    void whatTheCompilerDoesNotKnowIsInterpreted() {
        Condition condition = conditions.compile("type(now) == type(now) && seen('x')", ConditionKind.TARGETING);
        assertThat(Oracle.operands(condition))
                .extracting(operand -> operand.closure() == null)
                .containsExactly(true, false);
        assertThat(condition.test(new GeneratedFacts(new Random(1)).facts())).isNotInstanceOf(Verdict.Failed.class);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }
}
