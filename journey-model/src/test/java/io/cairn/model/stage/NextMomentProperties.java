package io.cairn.model.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.condition.Condition;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.Facts;
import io.cairn.model.condition.Facts.JourneyFacts;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import io.cairn.model.map.JourneyMaps;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.model.profile.EventStats;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Going from next moment to next moment misses no change that a fine scan finds: at every half hour and around every
 * moment that an event and the conditions' literals make.
 */
class NextMomentProperties {
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private final Conditions conditions = new Conditions();

    /** @param start a moment near which clocks are changed there */
    record Setting(Instant start, ZoneId zone) {
        static Setting of(String start, String zone) {
            return new Setting(Instant.parse(start), ZoneId.of(zone));
        }
    }

    @Property(tries = 300)
    void noChangeOfTheStageIsMissed(@ForAll("criteria") List<String> criteria, @ForAll("facts") Facts facts) {
        StageResolver resolver = resolver(criteria);
        walk(
                criteria.toString(),
                facts,
                moments(facts, criteria),
                at -> String.valueOf(resolver.resolve(at).stage()),
                resolver::nextMoment);
    }

    @Property(tries = 300)
    void noChangeOfAConditionIsMissed(@ForAll("formulas") String formula, @ForAll("facts") Facts facts) {
        Condition condition = conditions.compile(formula, ConditionKind.ENTRY_CRITERIA);
        walk(
                formula,
                facts,
                moments(facts, List.of(formula)),
                at -> condition.test(at).holds(),
                condition::nextMoment);
    }

    @Property(tries = 500)
    void aLiteralTellsTheMomentOfTheChangeItself(@ForAll("literalForms") String form, @ForAll("facts") Facts facts) {
        Condition condition = conditions.compile(form, ConditionKind.ENTRY_CRITERIA);
        Facts present = facts;
        for (Optional<Instant> next = condition.nextMoment(present);
                next.isPresent();
                next = condition.nextMoment(present)) {
            Facts then = at(facts, next.get());
            assertThat(condition.test(then).holds())
                    .as("%s at %s, from %s", form, then.now(), present.now())
                    .isNotEqualTo(condition.test(present).holds());
            present = then;
        }
    }

    private static <T> void walk(
            String source,
            Facts facts,
            NavigableSet<Instant> moments,
            Function<Facts, T> answer,
            Function<Facts, Optional<Instant>> nextMoment) {
        Instant end = facts.now().plus(HORIZON);
        Instant now = facts.now();
        while (now.isBefore(end)) {
            Facts present = at(facts, now);
            T wanted = answer.apply(present);
            Instant next = nextMoment.apply(present).orElse(end);
            assertThat(next).as(source).isAfter(now);
            for (Instant between : moments.subSet(now, false, next, false)) {
                assertThat(answer.apply(at(facts, between)))
                        .as("%s at %s, between %s and %s", source, between, now, next)
                        .isEqualTo(wanted);
            }
            now = next;
        }
    }

    private static Facts at(Facts facts, Instant now) {
        return new Facts(
                facts.profile(), now, facts.zone(), facts.context(), facts.journeys(), facts.consent(), facts.offer());
    }

    private NavigableSet<Instant> moments(Facts facts, List<String> criteria) {
        Set<Instant> marks = new HashSet<>(Set.of(facts.now()));
        for (EventStats stats : facts.profile().events().values()) {
            stats.recent().forEach(event -> marks.add(event.at()));
        }
        for (String each : criteria) {
            Set<Duration> spans = conditions
                    .compile(each, ConditionKind.ENTRY_CRITERIA)
                    .constants()
                    .spans();
            for (Instant mark : List.copyOf(marks)) {
                spans.forEach(span -> marks.addAll(List.of(mark.plus(span), mark.minus(span))));
            }
        }
        Instant end = facts.now().plus(HORIZON);
        for (long at = facts.now().getEpochSecond() / 1800 * 1800;
                at < end.getEpochSecond();
                at += HALF_HOUR.toSeconds()) {
            marks.add(Instant.ofEpochSecond(at));
        }
        ZoneOffsetTransition transition = facts.zone().getRules().nextTransition(facts.now());
        if (transition != null) {
            marks.add(transition.getInstant());
        }
        NavigableSet<Instant> moments = new TreeSet<>();
        for (Instant mark : marks) {
            Instant whole = mark.truncatedTo(ChronoUnit.MILLIS);
            moments.addAll(List.of(whole.minusMillis(1), whole, whole.plusMillis(1)));
        }
        return new TreeSet<>(moments.subSet(facts.now(), true, end, true));
    }

    private StageResolver resolver(List<String> criteria) {
        ObjectNode map = JsonNodeFactory.instance.objectNode().put("name", "Generated");
        for (String each : criteria) {
            String key = "s" + map.withArray("stages").size();
            map.withArray("stages").addObject().put("key", key).put("name", key).put("entryCriteria", each);
        }
        return StageResolver.of(JourneyMaps.read(map), conditions);
    }

    @Provide
    Arbitrary<Facts> facts() {
        Arbitrary<Setting> settings = Arbitraries.of(
                Setting.of("2026-06-15T12:00:00Z", "UTC"),
                Setting.of("2026-03-20T00:00:00Z", "Europe/Berlin"),
                Setting.of("2026-10-20T00:00:00Z", "Europe/Berlin"),
                Setting.of("2027-02-20T00:00:00Z", "Asia/Kolkata"),
                // clocks that are turned back across midnight
                Setting.of("2010-11-01T00:00:00Z", "America/St_Johns"),
                // a day that was left out
                Setting.of("2011-12-20T00:00:00Z", "Pacific/Apia"));
        Arbitrary<Duration> near = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 3 * 86_400_000L).map(Duration::ofMillis),
                Arbitraries.longs().between(0, 25).map(Duration::ofDays),
                Arbitraries.longs().between(-2, 50).map(Duration::ofHours));
        Arbitrary<List<Duration>> ages = near.list().ofMaxSize(6);
        Arbitrary<String> birthdays = Arbitraries.of(
                "1990-06-20", "1990-03-29", "--10-25", "2000-02-29", "1980-12-30", "1981-11-07", "no date");
        return Combinators.combine(settings, near, ages, ages, birthdays.optional())
                .as((setting, later, as, bs, birthday) ->
                        facts(setting, setting.start().plus(later), as, bs, birthday));
    }

    private static Facts facts(
            Setting setting, Instant now, List<Duration> as, List<Duration> bs, Optional<String> birthday) {
        List<LoggedEvent> events = new ArrayList<>();
        birthday.ifPresent(date -> events.add(new LoggedEvent(
                "traits", EventType.IDENTIFY, null, "ada", null, now, Map.of(), Map.of("birthday", date))));
        as.forEach(ago -> events.add(event("a", now.minus(ago), events.size())));
        bs.forEach(ago -> events.add(event("b", now.minus(ago), events.size())));
        CustomerProfile profile = CustomerProfile.empty("ada").with(events);
        return new Facts(profile, now, setting.zone(), Map.of(), JourneyFacts.NONE, purpose -> false, null);
    }

    private static LoggedEvent event(String name, Instant at, int number) {
        Map<String, Object> properties = JsonValues.freeze(Map.of("value", BigDecimal.valueOf(number % 3)), "");
        return new LoggedEvent("m" + number, EventType.TRACK, name, "ada", null, at, properties, Map.of());
    }

    @Provide
    Arbitrary<List<String>> criteria() {
        return formulas().list().ofMinSize(1).ofMaxSize(3);
    }

    /** Any of what asks for the time, and some that does not, under any logic. */
    @Provide
    Arbitrary<String> formulas() {
        Arbitrary<String> others = Arbitraries.oneOf(
                Arbitraries.of(
                        "seen('a')",
                        "traits.vip == true",
                        "count('b') > 3",
                        "count('a', '1d') > count('b', '2d')",
                        "count('a', '9d') * 2 > count('b')",
                        "total('a', '9d') - total('b', '30h') > 0.5",
                        "since('a') < since('b')",
                        "now - hours(count('b', '2d')) > last('a')",
                        "[1, 2, 3].exists(n, count('a', '10d') > n)",
                        "['1990-06-20'].exists(day, daysUntil(day) < 6)",
                        "daysUntil(traits.birthday) % 2 == 0",
                        "daysUntil(first('a') + days(30)) < 20",
                        "now.getHours() >= 9",
                        "now.getHours('Asia/Kolkata') < now.getDayOfWeek('Europe/Berlin')",
                        "now.getDayOfMonth('America/St_Johns') % 2 == 0"),
                Combinators.combine(operators(), Arbitraries.integers().between(-1, 40))
                        .as((operator, days) -> "daysUntil(traits.birthday) " + operator + " " + days));
        return formulas(
                Arbitraries.oneOf(literalForms(), literalForms(), others).map(atom -> "(" + atom + ")"), 2);
    }

    private static Arbitrary<String> formulas(Arbitrary<String> atoms, int depth) {
        if (depth == 0) {
            return atoms;
        }
        Arbitrary<String> inner = formulas(atoms, depth - 1);
        Arbitrary<String> logic =
                Arbitraries.of("(%s && %s)", "(%s || %s)", "!(%s && %s)", "(!%s || !%s)", "(%s == %s)");
        // around atoms only, of which some are macros themselves: more than two may not nest
        Arbitrary<String> frames =
                depth > 1 ? logic : Arbitraries.oneOf(logic, Arbitraries.just("[%s].exists(x, x || %s)"));
        return Arbitraries.oneOf(
                atoms,
                Combinators.combine(frames, inner, inner).as(String::format),
                Combinators.combine(inner, inner, inner).as((a, b, c) -> "(" + a + " ? " + b + " : " + c + ")"));
    }

    private static Arbitrary<String> operators() {
        return Arbitraries.of("<", "<=", "==", "!=", ">=", ">");
    }

    /** Those whose literals tell the moment. */
    @Provide
    Arbitrary<String> literalForms() {
        Arbitrary<String> spans = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 25).map(n -> "days(" + n + ")"),
                Arbitraries.integers().between(0, 60).map(n -> "hours(" + n + ")"),
                Arbitraries.of("duration('90m')", "duration('1.5s')", "duration('0.0015s')", "days(1) + hours(2)"));
        Arbitrary<String> times = Combinators.combine(
                        Arbitraries.of(
                                "since('a') %1$s %2$s",
                                "%2$s %1$s since('b')",
                                "now - last('a') %1$s %2$s",
                                "now - first('*') %1$s %2$s",
                                "last('b') - now %1$s %2$s",
                                "last('a') + %2$s %1$s now",
                                "now - %2$s %1$s first('a')",
                                "now %1$s timestamp('2026-06-20T10:00:00.0015Z') + %2$s"),
                        operators(),
                        spans)
                .as(String::format);
        Arbitrary<String> windows = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 40).map(n -> n + "h"),
                Arbitraries.integers().between(1, 30).map(n -> n + "d"));
        Arbitrary<String> counts = Combinators.combine(
                        Arbitraries.of(
                                "count('a', '%3$s') %1$s %2$d",
                                "%2$d %1$s count('*', '%3$s')", "total('b', '%3$s') %1$s %2$d.0"),
                        operators(),
                        Arbitraries.integers().between(0, 6),
                        windows)
                .as((form, operator, number, window) -> String.format(form, operator, number, window));
        return Arbitraries.oneOf(times, counts);
    }
}
