package io.cairn.model.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.Facts;
import io.cairn.model.condition.Verdict;
import io.cairn.model.map.InvalidMap;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import io.cairn.model.spec.Given;
import io.cairn.model.spec.SpecFiles;
import io.cairn.model.stage.Resolution.Checked;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The golden cases of {@code spec/stages}: given these facts, on this map, then the customer is there, and why. */
class StageSpecTest {
    private final Conditions conditions = new Conditions();

    @TestFactory
    Stream<DynamicNode> goldenCases() {
        return SpecFiles.tests("stages", this::check);
    }

    private void check(JsonNode spec) {
        JourneyMap map = JourneyMaps.read(spec.get("map"));
        JsonNode then = spec.get("then");
        if (then.has("faults")) {
            InvalidMap invalid = catchThrowableOfType(InvalidMap.class, () -> StageResolver.of(map, conditions));
            assertThat(invalid).isNotNull();
            assertFaults(invalid.faults(), then.get("faults"));
            return;
        }
        StageResolver resolver = StageResolver.of(map, conditions);
        Facts facts = new Given(spec.path("given")).facts();
        if (then.has("stage")) {
            assertThat(resolver.resolve(facts).stage())
                    .isEqualTo(then.get("stage").textValue());
        }
        if (then.has("persona")) {
            assertThat(resolver.persona(facts)).isEqualTo(then.get("persona").textValue());
        }
        if (then.has("nextMoment")) {
            String nextMoment = then.get("nextMoment").textValue();
            assertThat(resolver.nextMoment(facts))
                    .isEqualTo(Optional.ofNullable(nextMoment).map(Instant::parse));
        }
        if (then.has("checked")) {
            assertChecked(resolver.resolve(facts).checked(), then.get("checked"));
        }
    }

    private static void assertChecked(List<Checked> got, JsonNode wanted) {
        assertThat(got.stream().map(StageSpecTest::inWords))
                .containsExactlyElementsOf(Stream.iterate(0, i -> i < wanted.size(), i -> i + 1)
                        .map(i -> wanted.get(i).asText())
                        .toList());
    }

    private static String inWords(Checked checked) {
        String verdict = checked.verdict() instanceof Verdict.Missing missing
                ? "misses " + String.join(", ", missing.what())
                : checked.verdict().getClass().getSimpleName();
        return checked.stage() + ": " + verdict;
    }

    private static void assertFaults(List<InvalidMap.Fault> got, JsonNode wanted) {
        assertThat(got).hasSize(wanted.size());
        for (JsonNode each : wanted) {
            assertThat(got).anySatisfy(fault -> {
                assertThat(fault.pointer()).isEqualTo(each.get("pointer").asText());
                assertThat(fault.detail()).contains(each.get("says").asText());
            });
        }
    }
}
