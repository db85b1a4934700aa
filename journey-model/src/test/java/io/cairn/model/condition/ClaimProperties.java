package io.cairn.model.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is claimed of a condition is so of everybody for whom it holds. */
class ClaimProperties {
    private static final int FACTS_EACH = 20;

    private final Conditions conditions = new Conditions();
    private final List<Condition> consequences = List.of(
            compiled("seen('e')"),
            compiled("seen('f')"),
            compiled("seen('purchase')"),
            compiled("seen('*')"),
            compiled("count('e', '7d') >= 1"),
            compiled("count('f', '30d') >= 1"),
            compiled("seen('never')"));

    @Property(tries = 500)
    void noConditionHoldsWithoutWhatItIsClaimedToImply(@ForAll long seed) {
        Random random = new Random(seed);
        Condition condition = drawn(new GeneratedCondition(random));
        boolean canHold = condition.claims().contradiction().isEmpty();
        List<Condition> claimed = consequences.stream()
                .filter(consequence -> condition.claims().imply(consequence.claims()))
                .toList();
        GeneratedFacts generated = new GeneratedFacts(random);
        for (int i = 0; i < FACTS_EACH; i++) {
            Facts facts = generated.facts();
            if (condition.test(facts).holds()) {
                assertThat(canHold).as(condition.source()).isTrue();
                assertThat(claimed).allSatisfy(consequence -> assertThat(
                                consequence.test(facts).holds())
                        .as("%s implies %s", condition.source(), consequence.source())
                        .isTrue());
            }
        }
    }

    private Condition compiled(String source) {
        return conditions.compile(source, ConditionKind.TARGETING);
    }

    private Condition drawn(GeneratedCondition generated) {
        while (true) {
            try {
                return compiled(generated.source(ConditionKind.TARGETING));
            } catch (InvalidCondition e) {
                // type errors are the generator's way now and then; another draw does not have them
            }
        }
    }
}
