package io.cairn.model.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Closures give what CEL's interpreter gives: over all that a condition may be, and facts of every kind. */
class ClosureProperties {
    private static final int FACTS_EACH = 10;

    private final Conditions conditions = new Conditions();

    @Property(tries = 1_000)
    void noAnswerDiffersFromTheInterpreters(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        ConditionKind kind = random.nextInt(4) == 0 ? ConditionKind.RANKING : ConditionKind.TARGETING;
        Condition condition = compiled(new GeneratedCondition(random), kind);
        Condition interpreted = Oracle.interpreted(condition);
        GeneratedFacts generated = new GeneratedFacts(random);
        for (int i = 0; i < FACTS_EACH; i++) {
            Facts facts = generated.facts();
            for (Operand operand : Oracle.operands(condition)) {
                assertSame(operand, facts);
            }
            assertThat(Oracle.answer(condition, facts))
                    .as(condition.source())
                    .isEqualTo(Oracle.answer(interpreted, facts));
        }
    }

    /** Type errors are the generator's way now and then; another draw does not have them. */
    private Condition compiled(GeneratedCondition generated, ConditionKind kind) {
        while (true) {
            try {
                return conditions.compile(generated.source(kind), kind);
            } catch (InvalidCondition e) {
                // the next one
            }
        }
    }

    /** The closure by itself: where it fails, the interpreter must fail as well, and not mend its answer unseen. */
    private static void assertSame(Operand operand, Facts facts) {
        String text = operand.interpreter().text();
        assertThat(operand.closure()).as("compiled: " + text).isNotNull();
        Object wanted = operand.interpreter().run(facts);
        Object got = operand.closed(facts);
        if (wanted instanceof Unknown unknown && unknown.missing().isEmpty()) {
            assertThat(got).as(text + " fails: " + unknown.failure()).isSameAs(Unknown.FAILED);
        } else {
            assertThat(got).as(text).isEqualTo(wanted);
            assertThat(String.valueOf(got)).as(text).isEqualTo(String.valueOf(wanted));
        }
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.randomValue(Random::nextLong);
    }
}
