package io.cairn.model.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.cairn.model.spec.Given;
import io.cairn.model.stage.ExampleCustomers;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:30:00Z");
    private final Conditions conditions = new Conditions();

    /** Each doubled what the next took: of 40 nobody would have seen the end. */
    @ParameterizedTest
    @CsvSource({"true, true, true", "seen('a'), seen('b'), seen('c')"})
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void choicesInTheConditionsOfOthersTakeNoLonger(String atom, String then, String otherwise) {
        String nested = atom;
        for (int i = 0; i < 40; i++) {
            nested = "(" + nested + " ? " + then + " : " + otherwise + ")";
        }
        Condition condition = compiled(nested);
        assertThat(condition.claims().contradiction()).isEmpty();
        Facts nobody = new Given(MissingNode.getInstance()).facts();
        assertThat(condition.test(nobody).holds()).isEqualTo(atom.equals("true"));
        assertThat(condition.nextMoment(nobody)).isEmpty();
    }

    private Condition compiled(String source) {
        return conditions.compile(source, ConditionKind.ENTRY_CRITERIA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "seen('a') && false",
                "count('a') >= 3 && count('a') < 3",
                "count('a') > 2 && count('a') < 3",
                "count('a') < 0",
                "seen('a') && !seen('a')",
                "!(seen('a') || true)",
                "seen('a') ? !seen('a') : seen('a')",
                "count('a', '7d') >= 2 && count('a') == 1",
                "count('a', '7d') >= 3 && count('a', '30d') <= 2",
                "since('a') > days(30) && since('a') < days(7)",
                "since('a') > days(60) && count('a', '30d') >= 1",
                "seen('a') && count('*') == 0",
                "traits.country == 'DE' && traits.country == 'AT'",
                "traits.country in ['DE', 'AT'] && traits.country == 'CH'",
                "traits.country == 'DE' && !(traits.country in ['DE', 'AT'])",
                "(count('a') > 5 && count('a') < 2) || (seen('b') && !seen('b'))",
                "3 < count('a') && 2 >= count('a')",
                "traits.vip && !traits.vip",
                "total('a') > 0.0 && !seen('a')",
                "latest('a').plan == 'pro' && count('a') == 0"
            })
    void contradictionsAreProvedAndNobodyMeetsThem(String source) {
        Condition condition = compiled(source);
        assertThat(condition.claims().contradiction()).isPresent();
        assertThat(ExampleCustomers.find(
                        NOW, List.of(condition), facts -> condition.test(facts).holds()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "seen('a') && !seen('b')",
                "count('a') >= 3 && count('a') < 4",
                "count('a', '7d') == 0 && count('a', '30d') >= 1",
                "since('a') > days(7) && since('a') < days(30)",
                "since('a') > days(30) && count('a') >= 2",
                "traits.country == 'DE' && traits.plan != 'free'",
                "traits.country == 'DE' || traits.country == 'AT'",
                "total('a') >= 100.0",
                "recent('a').exists(e, e.category == 'shoes') && count('a') >= 2",
                "latest('a').plan == 'pro'",
                "seen('a') && count('*') == 1",
                "daysUntil(traits.birthday) < 7",
                "first('a') < now && latest('a').plan == 'pro'",
                "count('a') + count('b') >= 3"
            })
    void whatCanHoldIsNotCalledImpossibleAndHasAnExample(String source) {
        Condition condition = compiled(source);
        assertThat(condition.claims().contradiction()).isEmpty();
        assertThat(ExampleCustomers.find(
                        NOW, List.of(condition), facts -> condition.test(facts).holds()))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            textBlock =
                    """
                    seen('a')  → true
                    seen('a')  → count('a') > 0
                    count('a') >= 3  → count('a') >= 2
                    count('a') >= 3  → seen('a')
                    count('a') == 2  → count('a') != 0
                    count('a', '7d') >= 1  → count('a', '30d') >= 1
                    count('a', '30d') >= 1  → seen('a')
                    count('a', '30d') >= 1  → since('a') < days(40)
                    since('a') > days(60)  → since('a') > days(30)
                    since('a') > days(60)  → since('a') >= days(60)
                    since('a') < days(7)  → count('a', '7d') >= 1
                    since('a') > days(60)  → seen('a') || true
                    seen('a') && seen('b')  → seen('b')
                    seen('a')  → seen('a') || seen('b')
                    seen('a') && !seen('a')  → seen('b')
                    traits.country == 'DE'  → traits.country in ['DE', 'AT']
                    traits.country == 'DE'  → traits.country != 'FR'
                    seen('a')  → count('*') >= 1
                    total('a') > 0.0  → seen('a')
                    total('a', '30d') >= 10  → count('a', '30d') >= 1
                    total('a') != 0.0  → seen('a')
                    0.0 > total('a')  → seen('a')
                    !(total('a') <= 0.0)  → seen('a')
                    latest('a').plan == 'pro'  → seen('a')
                    latest('a').plan != 'pro'  → seen('a')
                    latest('a').plan in ['pro', 'team']  → seen('a')
                    first('a') < now - days(30)  → seen('a')
                    !(last('a') < now - days(30))  → seen('a')
                    since('a') > since('b')  → seen('a') && seen('b')
                    now - first('a') > days(30) || last('a').getHours() > 12  → seen('a')
                    """)
    void implicationsAreProved(String condition, String implied) {
        assertThat(compiled(condition).claims().imply(compiled(implied).claims()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            textBlock =
                    """
                    seen('a')  → seen('b')
                    true  → seen('a')
                    count('a') >= 2  → count('a') >= 3
                    seen('a')  → since('a') > days(1)
                    count('a', '30d') >= 1  → count('a', '7d') >= 1
                    count('a', '30d') >= 1  → since('a') < days(30)
                    since('a') >= days(60)  → since('a') > days(60)
                    !seen('a')  → traits.x != 'y'
                    !seen('a')  → since('a') > days(2)
                    seen('a') || seen('b')  → seen('a')
                    traits.country != 'DE'  → traits.country == 'AT'
                    !(traits.n > 3.0)  → traits.n < 3.0
                    !(double(traits.n) > 5.0)  → double(traits.n) <= 5.0
                    !(5.0 > double(traits.n))  → double(traits.n) >= 5.0
                    seen('a')  → total('b') / total('b') < 2.0
                    total('a') >= 0.0  → seen('a')
                    total('a') < 10.0  → seen('a')
                    !(total('a') > 0.0)  → seen('a')
                    total('a') > 0.0  → count('a', '30d') >= 1
                    total('a') + 1.0 > 0.0  → seen('a')
                    (latest('a').plan == 'pro' || true) == true  → seen('a')
                    (seen('b') ? since('a') : days(1)) > days(0)  → seen('a')
                    [1].exists(i, latest('a').plan == 'pro' || true)  → seen('a')
                    """)
    void whatDoesNotFollowIsNotClaimed(String condition, String other) {
        assertThat(compiled(condition).claims().imply(compiled(other).claims())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            textBlock =
                    """
                    since('x') > duration('30m') && since('x') < duration('10m')  → more than 30 minutes and less than 10 minutes
                    since('x') > duration('90s') && since('x') < duration('1500ms')  → more than 1 minutes 30 seconds and less than 1.5 seconds
                    since('x') > hours(36) && since('x') < days(1)  → more than 36 hours and less than 1 days
                    traits.x in []  → the list of traits.x in [] is empty
                    """)
    void contradictionsAreSaidInWords(String condition, String words) {
        assertThat(compiled(condition).claims().contradiction().orElseThrow()).contains(words);
    }

    /** Conditions about the same few facts, each against each: what is claimed has no counterexample near the constants. */
    @Test
    void noClaimHasACounterexample() {
        List<Condition> all = Stream.of(
                        "seen('a')",
                        "!seen('a')",
                        "count('a') >= 2",
                        "count('a') == 1 || count('a') > 3",
                        "count('a') != 2",
                        "count('a', '7d') >= 1",
                        "count('a', '30d') >= 1",
                        "count('a', '30d') == 0 && seen('a')",
                        "count('a', '36h') < 1",
                        "count('*') >= 1",
                        "count('*', '30d') == 0",
                        "since('a') > days(8)",
                        "total('a') > 0.0",
                        "total('a', '30d') != 0.0",
                        "total('a') <= 0.0",
                        "latest('a').plan != 'pro'",
                        "!(first('a') < now - days(30))",
                        "since('a') <= days(7)",
                        "!(since('a') > days(31))",
                        "since('a') > hours(36) && since('a') < days(40)",
                        "traits.x == 'v'",
                        "traits.x != 'v'",
                        "!(traits.x in ['v', 'w']) || seen('a')",
                        "traits.x == 'v' ? seen('a') : count('a') >= 2",
                        "!(seen('a') && traits.x == 'v')")
                .map(this::compiled)
                .toList();
        int claimed = 0;
        for (Condition one : all) {
            for (Condition other : all) {
                if (one.claims().imply(other.claims())) {
                    claimed++;
                    assertThat(ExampleCustomers.find(
                                    NOW,
                                    List.of(one, other),
                                    facts -> one.test(facts).holds()
                                            && !other.test(facts).holds()))
                            .as(one.source() + " implies " + other.source())
                            .isEmpty();
                }
            }
        }
        assertThat(claimed).isGreaterThan(all.size());
    }
}
