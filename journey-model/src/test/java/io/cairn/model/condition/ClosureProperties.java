package io.cairn.model.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Closures give what CEL's interpreter gives: over all that a condition may be, and facts of every kind. */
class ClosureProperties {
    private static final int FACTS_EACH = 10;

    private static final List<String> ITEMS = List.of(
            "context.o['c']",
            "context.o['d']",
            "context.o['l']",
            "context.o['o']['c']",
            "traits.b['c']",
            "context.l[0]",
            "1",
            "1.5");

    private static final List<String> OF_TWO_ITEMS = List.of(
            "dyn(%s) < %s",
            "%s <= dyn(%s)",
            "dyn(%s) > -%s",
            "dyn(%s) >= %s",
            "dyn(%s) + %s == 1",
            "dyn(%s) - %s == 1",
            "dyn(%s) * %s == 1",
            "dyn(%s) / %s == 1",
            "dyn(%s) in [%s]",
            "dyn(%s) == 1 || dyn(%s) > 1",
            "(context.o['b'] ? dyn(%s) : %s) > 1",
            "[dyn(%s), %s].exists(x, x > 1)",
            "{'a': dyn(%s)}.a > %s",
            "count('f') > context.o['c'] && dyn(%s) == %s",
            "context.o['c'] + context.o['d'] == dyn(%s) || context.o['c'] <= dyn(%s)",
            "size(context.o['c']) > 1 || context.o['c'] < context.o['d'] || dyn(%s) == %s",
            "context.o['d'].size() > 1 || context.o['c'] * context.o['d'] == 1 || dyn(%s) == %s",
            "context.o['c'] < 1 || context.o['d'] >= 1.5 || context.o['c'] > context.o['d'] || dyn(%s) == %s",
            "(context.o['c'] ? context.o['d'] : 1) > 1 || context.o['c'] > -context.o['d'] || dyn(%s) == %s");

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

    /** Items of no known type, of which the checker says more than it knows, under each operator. */
    @Property(tries = 100)
    void noAnswerDiffersOfItemsOfNoKnownType(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        GeneratedFacts generated = new GeneratedFacts(random);
        int compiled = 0;
        for (String pattern : OF_TWO_ITEMS) {
            String source = String.format(Locale.ROOT, pattern, item(random), item(random));
            try {
                Condition condition = conditions.compile(source, ConditionKind.TARGETING);
                compiled++;
                for (int i = 0; i < FACTS_EACH; i++) {
                    Facts facts = generated.facts();
                    Oracle.operands(condition).forEach(operand -> assertSame(operand, facts));
                }
            } catch (InvalidCondition e) {
                // not what some of the items' other types allow
            }
        }
        assertThat(compiled).isGreaterThan(OF_TWO_ITEMS.size() / 2);
    }

    private static String item(Random random) {
        return ITEMS.get(random.nextInt(ITEMS.size()));
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
