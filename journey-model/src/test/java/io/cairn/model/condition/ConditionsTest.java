package io.cairn.model.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.condition.JourneyReference.Part;
import io.cairn.model.spec.Given;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConditionsTest {
    private static final Facts STRANGER = new Given(JsonNodeFactory.instance.objectNode()).facts();

    private final Conditions conditions = new Conditions();

    @Test
    void namesTheEventsItAsksFor() {
        Condition condition = conditions.compile(
                "recent('view').exists(e, e.id == 1 && seen('click')) || count('*', '7d') > 3 || stage('shop') == 'a'"
                        + " || (persona('club') == 'b' ? since('buy') : timeInStage('trial')) > days(1)",
                ConditionKind.TARGETING);
        assertThat(condition.eventNames()).containsExactlyInAnyOrder("view", "click", "*", "buy");
    }

    @Test
    void cartNamesTheEventsItReads() {
        Condition condition = conditions.compile("size(cart()) > 0", ConditionKind.TARGETING);
        assertThat(condition.eventNames()).contains("Product Added", "Order Completed", "remove_from_cart");
    }

    @Test
    void compilesTheSameTextOnceForEachKind() {
        Condition targeting = conditions.compile("seen('x')", ConditionKind.TARGETING);
        assertThat(conditions.compile("seen('x')", ConditionKind.TARGETING)).isSameAs(targeting);
        assertThat(conditions.compile("seen('x')", ConditionKind.ENTRY_CRITERIA))
                .isNotSameAs(targeting);
    }

    @Test
    void longDraftsDoNotFillTheHeap() {
        Conditions conditions = new Conditions();
        Condition live = conditions.compile("seen('x')", ConditionKind.TARGETING);
        String text = "a".repeat(4_000);
        int drafts = 100;
        for (int i = 0; i < drafts; i++) {
            conditions.compile("traits.x == '" + text + i + "'", ConditionKind.TARGETING);
        }
        assertThat(conditions.compile("seen('x')", ConditionKind.TARGETING)).isSameAs(live);
        for (int i = drafts; i < 150; i++) {
            conditions.compile("traits.x == '" + text + i + "'", ConditionKind.TARGETING);
        }
        assertThat(conditions.compile("seen('x')", ConditionKind.TARGETING)).isNotSameAs(live);
    }

    @Test
    void readsCartsFromTheEventsItIsGiven() {
        Conditions german = new Conditions(new CartEvents(Set.of("in den Korb"), Set.of(), Set.of("bestellt")));
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        given.putArray("events").addObject().put("event", "in den Korb").put("ago", "PT1H");
        Facts facts = new Given(given).facts();
        assertThat(german.compile("size(cart()) == 1", ConditionKind.TARGETING)
                        .test(facts)
                        .holds())
                .isTrue();
        assertThat(conditions
                        .compile("size(cart()) == 1", ConditionKind.TARGETING)
                        .test(facts)
                        .holds())
                .isFalse();
    }

    @Test
    void cartEventsMustNameWhatAdds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CartEvents(Set.of(), Set.of(), Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new CartEvents(Set.of(" "), Set.of(), Set.of()));
    }

    @Test
    void aRankingIsNoTestAndATestIsNoRanking() {
        Condition ranking = conditions.compile("1.0", ConditionKind.RANKING);
        Condition targeting = conditions.compile("true", ConditionKind.TARGETING);
        assertThatThrownBy(() -> ranking.test(STRANGER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> targeting.score(STRANGER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theJourneysThatItAsksForAreToldWithWhatTheyAreComparedWith() {
        assertThat(conditions
                        .compile(
                                "stage('shop') in ['a', 'b'] ||\n 'fan' != persona('club') && timeInStage('shop') > days(1)",
                                ConditionKind.TARGETING)
                        .journeys())
                .containsExactlyInAnyOrder(
                        new JourneyReference("shop", Part.STAGE, "a", 1, 19),
                        new JourneyReference("shop", Part.STAGE, "b", 1, 24),
                        new JourneyReference("shop", Part.STAGE, null, 1, 7),
                        new JourneyReference("club", Part.PERSONA, "fan", 2, 2),
                        new JourneyReference("club", Part.PERSONA, null, 2, 19),
                        new JourneyReference("shop", Part.STAGE, null, 2, 42));
        assertThat(conditions
                        .compile(
                                "recent('e').exists(e, e.stage == stage('shop')) && 'a' == 'b'",
                                ConditionKind.TARGETING)
                        .journeys())
                .extracting(JourneyReference::journey)
                .containsExactly("shop");
        assertThat(conditions
                        .compile("traits.stage == 'a'", ConditionKind.TARGETING)
                        .journeys())
                .isEmpty();
    }

    @Test
    void whatAJourneyThrowsFailsTheConditionAlone() {
        Facts facts = new Facts(
                STRANGER.profile(),
                STRANGER.now(),
                STRANGER.zone(),
                STRANGER.context(),
                STRANGER.journeys(),
                purpose -> {
                    throw new IllegalStateException("no policy");
                },
                null);
        Verdict verdict = conditions
                .compile("consented('email')", ConditionKind.TARGETING)
                .test(facts);
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict.toString()).contains("no policy");
    }

    /** The checker takes the sum for a whole number, which would need no bound. */
    @Test
    void aSumOfItemsOfNoKnownTypeIsBounded() {
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        given.putObject("context").putObject("o").put("a", "x".repeat(Barriers.MAX_SUM / 2 + 1));
        Facts facts = new Given(given).facts();
        for (Conditions each : List.of(conditions, Conditions.interpreted())) {
            Verdict verdict = each.compile("context.o['a'] + context.o['a'] != 1", ConditionKind.TARGETING)
                    .test(facts);
            assertThat(verdict).isInstanceOf(Verdict.Failed.class);
            assertThat(verdict.toString()).contains("too large");
        }
    }

    @Test
    void manyThreadsCompileAndEvaluateAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> tasks = IntStream.range(0, 400)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        String source = "count('x') == 0 && [" + i % 7 + "].exists(n, n == " + i % 7 + ")";
                        return conditions
                                .compile(source, ConditionKind.TARGETING)
                                .test(STRANGER)
                                .holds();
                    })
                    .toList();
            for (Future<Boolean> holds : threads.invokeAll(tasks)) {
                assertThat(holds.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Timeout(20)
    void nothingThatCanBeSavedRunsAway() {
        String list = "[" + "1,".repeat(300) + "1]";
        for (String source : List.of(
                list + ".all(a, " + list + ".all(b, a == b || a != b))",
                list + ".map(a, a + a).filter(a, a > 1).exists(b, " + list + ".exists(c, c > b))",
                "1" + " + 1".repeat(300) + " == 1",
                "true" + " && true".repeat(400),
                "true" + " ? true : true".repeat(40),
                "!".repeat(4000) + "true",
                "traits" + ".a".repeat(45) + " == 1",
                "'" + "a".repeat(1000) + "'.matches('(a*)*(a*)*(a*)*(a*)*b')")) {
            long start = System.nanoTime();
            try {
                conditions.compile(source, ConditionKind.TARGETING).test(STRANGER);
            } catch (InvalidCondition e) {
                assertThat(e.faults()).isNotEmpty();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(source).isLessThan(Duration.ofSeconds(3));
        }
    }
}
