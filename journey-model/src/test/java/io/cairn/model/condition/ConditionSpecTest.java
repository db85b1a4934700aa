package io.cairn.model.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.model.spec.Given;
import io.cairn.model.spec.SpecFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The golden cases of {@code spec/conditions}: given these facts, when this condition is asked, then it says this. */
class ConditionSpecTest {
    private final Conditions conditions = new Conditions();

    @TestFactory
    Stream<DynamicNode> goldenCases() {
        return SpecFiles.tests("conditions", this::check);
    }

    private void check(JsonNode spec) {
        String source = spec.get("when").asText();
        ConditionKind kind = ConditionKind.valueOf(spec.path("kind").asText("TARGETING"));
        JsonNode then = spec.get("then");
        if (then.has("faults")) {
            InvalidCondition invalid =
                    catchThrowableOfType(InvalidCondition.class, () -> conditions.compile(source, kind));
            assertThat(invalid).as(source).isNotNull();
            assertFaults(invalid.faults(), then.get("faults"));
        } else {
            Condition condition = conditions.compile(source, kind);
            Facts facts = new Given(spec.path("given")).facts();
            Object got = kind == ConditionKind.RANKING ? condition.score(facts) : condition.test(facts);
            assertOutcome(got, then);
            if (then.has("nextMoment")) {
                String nextMoment = then.get("nextMoment").textValue();
                assertThat(condition.nextMoment(facts))
                        .isEqualTo(Optional.ofNullable(nextMoment).map(Instant::parse));
            }
        }
    }

    private static void assertOutcome(Object got, JsonNode then) {
        if (then.has("missing")) {
            List<String> what = new ArrayList<>();
            then.get("missing").forEach(each -> what.add(each.asText()));
            assertThat(got).isIn(new Verdict.Missing(what), new Score.Missing(what));
        } else if (then.has("failed")) {
            assertThat(got).isInstanceOfAny(Verdict.Failed.class, Score.Failed.class);
            assertThat(got.toString()).contains(then.get("failed").asText());
        } else if (then.has("score")) {
            assertThat(got).isEqualTo(new Score.Of(then.get("score").asDouble()));
        } else {
            boolean holds = then.get("holds").booleanValue();
            assertThat(got).isEqualTo(holds ? new Verdict.Holds() : new Verdict.DoesNotHold());
        }
    }

    private static void assertFaults(List<InvalidCondition.Fault> got, JsonNode wanted) {
        assertThat(got).hasSize(wanted.size());
        for (int i = 0; i < got.size(); i++) {
            assertThat(got.get(i).line() + ":" + got.get(i).column())
                    .as(got.toString())
                    .isEqualTo(wanted.get(i).get("at").asText());
            assertThat(got.get(i).detail()).contains(wanted.get(i).get("says").asText());
        }
    }
}
