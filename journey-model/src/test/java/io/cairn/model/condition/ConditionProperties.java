package io.cairn.model.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.model.condition.Facts.JourneyFacts;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import io.cairn.model.profile.CustomerProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class ConditionProperties {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private final Conditions conditions = new Conditions();

    @Property
    void evaluationNeverThrows(
            @ForAll("targeting") String source, @ForAll("json") Object trait, @ForAll("json") Object property) {
        Facts facts = facts(Map.of("x", trait), Map.of("x", property));
        Condition condition = conditions.compile(source, ConditionKind.TARGETING);
        assertThat(condition.test(facts)).isNotNull();
    }

    @Property
    void scoringNeverThrowsAndIsFinite(@ForAll("ranking") String source, @ForAll("json") Object trait) {
        Facts facts = facts(Map.of("x", trait), Map.of("x", trait));
        Score score = conditions.compile(source, ConditionKind.RANKING).score(facts);
        if (score instanceof Score.Of of) {
            assertThat(of.value()).isFinite();
        }
    }

    @Property
    void compilingGivesNothingButFaultsWithAPlace(@ForAll("scraps") String source, @ForAll ConditionKind kind) {
        try {
            conditions.compile(source, kind);
        } catch (InvalidCondition e) {
            assertThat(e.faults()).isNotEmpty().allSatisfy(fault -> {
                assertThat(fault.line()).isPositive();
                assertThat(fault.column()).isPositive();
                assertThat(fault.detail()).isNotBlank();
            });
        }
    }

    /** By Kleene's three-valued logic, wherever the formula stands: CEL's planner alone fails this (see Barriers). */
    @Property(tries = 150)
    void logicAbsorbsWhatIsMissing(@ForAll("formulas") Formula formula) {
        Facts stranger = facts(Map.of(), Map.of());
        Verdict wanted = formula.value() == null ? new Verdict.Missing(List.of("traits.m")) : verdict(formula.value());
        for (String frame :
                List.of("%s", "[1].exists(i, %s)", "(%s) == true", "[%s][0]", "{'a': %s}['a']", "dyn(%s)")) {
            String source = String.format(frame, formula.text());
            assertThat(conditions.compile(source, ConditionKind.TARGETING).test(stranger))
                    .as(source)
                    .isEqualTo(wanted);
        }
    }

    @Property(tries = 300)
    void whatIsMissingIsToldOnlyIfItMatters(@ForAll("formulas") Formula formula) {
        Verdict verdict =
                conditions.compile(formula.text(), ConditionKind.TARGETING).test(facts(Map.of(), Map.of()));
        assertThat(verdict instanceof Verdict.Missing).isEqualTo(formula.value() == null);
    }

    private static Verdict verdict(boolean holds) {
        return holds ? new Verdict.Holds() : new Verdict.DoesNotHold();
    }

    /** @param value null: missing */
    record Formula(String text, @Nullable Boolean value) {
        static Formula and(Formula a, Formula b) {
            boolean decided = Boolean.FALSE.equals(a.value) || Boolean.FALSE.equals(b.value);
            return new Formula(
                    "(" + a.text + " && " + b.text + ")",
                    decided ? Boolean.FALSE : (a.value == null || b.value == null) ? null : Boolean.TRUE);
        }

        static Formula or(Formula a, Formula b) {
            boolean decided = Boolean.TRUE.equals(a.value) || Boolean.TRUE.equals(b.value);
            return new Formula(
                    "(" + a.text + " || " + b.text + ")",
                    decided ? Boolean.TRUE : (a.value == null || b.value == null) ? null : Boolean.FALSE);
        }

        static Formula not(Formula a, Formula unused) {
            return new Formula("!" + a.text, a.value == null ? null : (Boolean) !a.value);
        }

        static Formula choice(Formula a, Formula b) {
            return new Formula(
                    "(" + a.text + " ? " + b.text + " : !" + b.text + ")",
                    (a.value == null || b.value == null) ? null : (Boolean) a.value.equals(b.value));
        }
    }

    @Provide
    Arbitrary<Formula> formulas() {
        Arbitrary<Formula> atom = Arbitraries.of(
                new Formula("(count('x') == 0)", true),
                new Formula("seen('x')", false),
                new Formula("(traits.m == 1)", null));
        return formulas(atom, 4);
    }

    private static Arbitrary<Formula> formulas(Arbitrary<Formula> smaller, int depth) {
        if (depth == 0) {
            return smaller;
        }
        Arbitrary<Formula> inner = formulas(smaller, depth - 1);
        return Arbitraries.oneOf(
                smaller,
                Combinators.combine(inner, inner).as(Formula::and),
                Combinators.combine(inner, inner).as(Formula::or),
                Combinators.combine(inner, inner).as(Formula::not),
                Combinators.combine(inner, inner).as(Formula::choice));
    }

    private static Facts facts(Map<String, Object> traits, Map<String, Object> properties) {
        Map<String, Object> frozenTraits = JsonValues.freeze(traits, "");
        Map<String, Object> frozenProperties = JsonValues.freeze(properties, "");
        CustomerProfile profile = CustomerProfile.empty("ada");
        if (!traits.isEmpty()) {
            profile = profile.with(List.of(
                    new LoggedEvent("1", EventType.IDENTIFY, null, "ada", null, NOW, Map.of(), frozenTraits),
                    new LoggedEvent("2", EventType.TRACK, "e", "ada", null, NOW, frozenProperties, Map.of()),
                    new LoggedEvent(
                            "3", EventType.TRACK, "add_to_cart", "ada", null, NOW, frozenProperties, Map.of())));
        }
        return new Facts(
                profile,
                NOW,
                ZoneOffset.UTC,
                frozenProperties,
                JourneyFacts.NONE,
                purpose -> true,
                new Facts.OfferFacts(2.5, Set.of("a")));
    }

    @Provide
    Arbitrary<String> targeting() {
        return Arbitraries.of(
                "traits.x",
                "!traits.x",
                "traits.x == 1",
                "traits.x == 'a'",
                "traits.x != null",
                "traits.x > 1.5",
                "traits.x < 'b'",
                "traits.x * 2.0 > 1.0",
                "traits.x + 1.0 > 1.0",
                "traits.x - traits.x == 0.0",
                "traits.x / 0.0 > 1.0",
                "int(traits.x) % 2 == 0",
                "int(traits.x) + 9223372036854775807 > 0",
                "string(traits.x) == 'a'",
                "double(traits.x) > 1.0",
                "size(traits.x) > 1",
                "traits.x.y == 1",
                "has(traits.x.y.z)",
                "traits.x['y'] == 1",
                "traits.x[0] == 1",
                "traits.x[100] == 1",
                "'y' in traits.x",
                "1 in traits.x",
                "traits.x.exists(i, i == 1)",
                "traits.x.all(i, i > 1)",
                "traits.x.map(i, i).size() > 0",
                "traits.x.filter(i, i == 'a').size() > 0",
                "traits.x.exists_one(i, i.y == 1)",
                "traits.x.matches('a+')",
                "traits.x.startsWith('a')",
                "traits.x ? true : false",
                "traits == context",
                "traits == {'x': 1}",
                "traits.x == context.x",
                "traits.x == [1]",
                "size(traits) > 1",
                "traits.exists(k, k == 'x')",
                "daysUntil(traits.x) < 7",
                "days(traits.x) > days(1)",
                "hours(traits.x) > days(1)",
                "now + days(traits.x) > now",
                "now + hours(876000) > now",
                "count('e') > traits.x",
                "total('e') > traits.x",
                "total('e', '1h') > 1",
                "latest('e').x == 1",
                "latest('e').x.y > 1",
                "recent('e').exists(e, e.x > 1)",
                "recent('e').exists(e, e.x == traits.x)",
                "recent('e')[0].x == 'a'",
                "recent('e').map(e, e.x)[0] == traits.x",
                "cart().exists(i, i.x == 1)",
                "cart()[0].product_id == 'a'",
                "consented('x')",
                "stage('x') == 'y'",
                "timeInStage('x') > days(1)",
                "persona('x') == 'y'",
                "context.x.y == 1",
                "timestamp('2026-01-01T00:00:00Z') > traits.x",
                "traits.x == dyn(now)",
                "now.getHours(traits.x) == 1",
                "bytes(traits.x) == b'a'",
                "type(traits.x) == string",
                "uint(traits.x) > 1u");
    }

    @Provide
    Arbitrary<String> ranking() {
        return Arbitraries.of(
                "traits.x",
                "offer.value * traits.x",
                "traits.x ? 1 : 2",
                "offer.value / traits.x",
                "traits.x.y",
                "int(traits.x)",
                "traits.x * traits.x",
                "size(traits.x)",
                "double(traits.x) * 1e308",
                "-traits.x");
    }

    @Provide
    Arbitrary<Object> json() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.of(
                        true,
                        false,
                        "",
                        "a",
                        "true",
                        "2026-02-30",
                        "1990-06-15",
                        "--02-29",
                        "+999999999-12-31",
                        "1990-06-15T99:00:00Z",
                        "Europe/Berlin",
                        "\uD83D\uDE00",
                        "%s%n{}",
                        0L,
                        1L,
                        -1L,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        new BigDecimal("0.1"),
                        new BigDecimal("1e300"),
                        new BigDecimal("-1e-300"),
                        JsonValues.NULL),
                Arbitraries.strings().alpha().ofMaxLength(20));
        Arbitrary<Object> lists = scalars.list().ofMaxSize(3).map(list -> list);
        Arbitrary<Object> objects = Arbitraries.maps(Arbitraries.of("x", "y", "z"), Arbitraries.oneOf(scalars, lists))
                .ofMaxSize(3)
                .map(map -> map);
        return Arbitraries.oneOf(scalars, lists, objects);
    }

    @Provide
    Arbitrary<String> scraps() {
        Arbitrary<String> vocabulary = Arbitraries.of(
                "count",
                "('x')",
                "('x', '7d')",
                "seen('a')",
                "traits.x",
                "since(",
                "'",
                "\"",
                "&&",
                "||",
                "!",
                "(",
                ")",
                "[",
                "]",
                "{",
                "}",
                "?",
                ":",
                ",",
                " ",
                "\n",
                ".",
                "1",
                "1.5",
                "-",
                "duration('60d')",
                "days(",
                "now",
                ">",
                "==",
                ".exists(e, ",
                "recent('x')",
                ".map(e, e",
                "has(",
                "stage('s')",
                "offer.value",
                "matches('[')",
                "\\",
                "\u0000",
                "\uD83D",
                "\uD83D\uDE00",
                "//",
                "null",
                "in",
                "0x",
                "r'",
                "b'",
                "1u",
                "as",
                "function",
                "@strict(");
        Arbitrary<String> fromVocabulary = vocabulary.list().ofMaxSize(12).map(parts -> String.join("", parts));
        return Arbitraries.oneOf(fromVocabulary, Arbitraries.strings().ofMaxLength(60));
    }
}
