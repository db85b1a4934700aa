package io.cairn.model.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Promise 3: order does not matter. And what a profile says agrees with the events it was folded from. */
class ProfileFoldTest {
    private static final CustomerProfile NOBODY = CustomerProfile.empty("u1");
    private static final Comparator<LoggedEvent> NEWEST_FIRST = Comparator.comparing(LoggedEvent::at)
            .thenComparing(LoggedEvent::messageId)
            .reversed();

    @Property(tries = 100)
    void anyOrderGivesTheSameBytes(@ForAll("events") List<LoggedEvent> events, @ForAll Random random) {
        CustomerProfile expected = NOBODY.with(events);
        assertSame(NOBODY.with(shuffled(events, random)), expected);
    }

    @Property(tries = 100)
    void anyBatchingGivesTheSameBytes(@ForAll("events") List<LoggedEvent> events, @ForAll Random random) {
        CustomerProfile profile = NOBODY;
        List<LoggedEvent> rest = shuffled(events, random);
        while (!rest.isEmpty()) {
            int batch = 1 + random.nextInt(Math.min(7, rest.size()));
            profile = profile.with(rest.subList(0, batch));
            // what is stored between batches must lose nothing
            profile = ProfileCodec.decode(ProfileCodec.encode(profile));
            rest = rest.subList(batch, rest.size());
        }
        assertSame(profile, NOBODY.with(events));
    }

    @Property(tries = 100)
    void mergingAnySplitGivesTheSameBytes(
            @ForAll("events") List<LoggedEvent> events,
            @ForAll Random random,
            @ForAll @IntRange(min = 2, max = 5) int parts) {
        List<LoggedEvent> shuffled = shuffled(events, random);
        List<CustomerProfile> profiles = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int part = i;
            profiles.add(CustomerProfile.empty("part" + part)
                    .with(shuffled.stream()
                            .filter(e -> Math.floorMod(e.messageId().hashCode(), parts) == part)
                            .toList()));
        }
        Collections.shuffle(profiles, random);
        CustomerProfile merged = profiles.stream().reduce(NOBODY, CustomerProfile::merge);
        assertSame(merged, NOBODY.with(events));
    }

    @Property(tries = 100)
    void windowsAgreeWithAPlainCountOfTheEvents(
            @ForAll("events") List<LoggedEvent> events,
            @ForAll @IntRange(min = 1, max = Window.MAX_HOURS) int hours,
            @ForAll @IntRange(min = 1, max = Window.MAX_DAYS) int days,
            @ForAll @IntRange(max = 60 * 24 * 20) int minutesLater) {
        CustomerProfile profile = NOBODY.with(events);
        Instant now = profile.updatedAt().orElse(Instant.EPOCH).plus(Duration.ofMinutes(minutesLater));
        for (Window window : List.of(new Window(hours, Window.Unit.HOURS), new Window(days, Window.Unit.DAYS))) {
            Duration length = window.unit() == Window.Unit.HOURS ? Duration.ofHours(hours) : Duration.ofDays(days);
            ChronoUnit bucket = length.compareTo(Duration.ofDays(8)) <= 0 ? ChronoUnit.HOURS : ChronoUnit.DAYS;
            Instant from = now.minus(length).truncatedTo(bucket);
            for (String name : List.of("product_view", "purchase", "*")) {
                List<LoggedEvent> inWindow = named(name, events).stream()
                        .filter(e -> !e.at().isBefore(from))
                        .toList();
                assertThat(profile.stats(name).map(s -> s.count(window, now)).orElse(0L))
                        .as("count of %s in %s", name, window)
                        .isEqualTo(inWindow.size());
                assertThat(profile.stats(name).map(s -> s.total(window, now)).orElse(BigDecimal.ZERO))
                        .as("total of %s in %s", name, window)
                        .isEqualByComparingTo(sum(inWindow));
            }
        }
    }

    @Property(tries = 300)
    void whetherThereWasOneBetweenTwoTimesAgreesWithTheEvents(
            @ForAll("events") List<LoggedEvent> events,
            @ForAll("times") Instant after,
            @ForAll @IntRange(min = 1, max = 60 * 24 * 40) int minutes) {
        CustomerProfile profile = NOBODY.with(events);
        Instant until = after.plus(Duration.ofMinutes(minutes));
        for (String name : List.of("product_view", "purchase", "*", "never")) {
            List<LoggedEvent> named = named(name, events);
            boolean any = named.stream().anyMatch(e -> e.at().isAfter(after) && !e.at().isAfter(until));
            Optional<Boolean> told = profile.anyBetween(name, after, until);
            assertThat(told.orElse(any))
                    .as("%s in (%s, %s]", name, after, until)
                    .isEqualTo(any);
            if (named.size() <= EventStats.MAX_RECENT) {
                assertThat(told).as("of few it is known").isPresent();
            }
        }
    }

    @Test
    void ofManyEventsTheBucketsTellWhetherThereWasOneBefore() {
        Instant day = Instant.parse("2026-03-01T00:00:00Z");
        List<LoggedEvent> events = new ArrayList<>();
        List.of(0, 600, 2_000, 2_010).forEach(minute -> events.add(view(day.plus(Duration.ofMinutes(minute)))));
        for (int i = 0; i < EventStats.MAX_RECENT; i++) {
            events.add(view(day.plus(Duration.ofDays(6)).plusSeconds(i)));
        }
        CustomerProfile profile = NOBODY.with(events);
        assertThat(between(profile, day, 300, 2_400)).as("the hour of 33:00").contains(true);
        assertThat(between(profile, day, 300, 660))
                .as("the hour of 10:00, to its last minute")
                .contains(true);
        assertThat(between(profile, day, 700, 1_900)).as("no hour").contains(false);
        assertThat(between(profile, day, 300, 605))
                .as("a part of an hour that has one")
                .isEmpty();
        CustomerProfile later = profile.with(List.of(view(day.plus(Duration.ofDays(60)))));
        assertThat(between(later, day, 300, 2_400))
                .as("days tell no more of a part of one")
                .isEmpty();
        assertThat(between(later, day, 300, 2_881)).as("the second day").contains(true);
        assertThat(between(later, day, 2_900, 5_000)).as("no day").contains(false);
        CustomerProfile muchLater = profile.with(List.of(view(day.plus(Duration.ofDays(600)))));
        assertThat(between(muchLater, day, 300, 2_881))
                .as("buckets that are gone")
                .isEmpty();
        assertThat(between(muchLater, day, -300, 2_881)).as("the first of all").contains(true);
    }

    private static LoggedEvent view(Instant at) {
        return new LoggedEvent("v" + at, EventType.TRACK, "product_view", "u1", null, at, Map.of(), Map.of());
    }

    /** In minutes of that day. */
    private static Optional<Boolean> between(CustomerProfile profile, Instant day, int after, int until) {
        return profile.anyBetween(
                "product_view",
                day.plus(Duration.ofMinutes(after)),
                day.plus(Duration.ofMinutes(until)).minusMillis(1));
    }

    @Property(tries = 100)
    void statsAgreeWithTheEvents(@ForAll("events") List<LoggedEvent> events) {
        CustomerProfile profile = NOBODY.with(events);
        for (String name : List.of("product_view", "purchase", "home", "*")) {
            List<LoggedEvent> named = named(name, events);
            assertThat(profile.stats(name).isPresent()).isEqualTo(!named.isEmpty());
            profile.stats(name).ifPresent(stats -> {
                assertThat(stats.count()).isEqualTo(named.size());
                assertThat(stats.total()).isEqualByComparingTo(sum(named));
                assertThat(stats.last()).isEqualTo(named.get(0).at());
                assertThat(stats.first()).isEqualTo(named.get(named.size() - 1).at());
                assertThat(stats.recent())
                        .extracting(EventStats.RecentEvent::messageId)
                        .isEqualTo(named.stream()
                                .limit(20)
                                .map(LoggedEvent::messageId)
                                .toList());
            });
        }
    }

    @Property(tries = 100)
    void traitsAreThoseOfTheLatestEventThatCarriedThem(@ForAll("events") List<LoggedEvent> events) {
        Map<String, Object> expected = new HashMap<>();
        events.stream()
                .filter(event -> event.groupId() == null)
                .sorted(NEWEST_FIRST.reversed())
                .forEach(event -> expected.putAll(said(event.traits())));
        expected.values().removeIf(value -> value == JsonValues.NULL);
        assertThat(NOBODY.with(events).traits()).isEqualTo(expected);
    }

    /** With each channel of an object consent, but where the same event says it flat. */
    private static Map<String, Object> said(Map<String, Object> traits) {
        Map<String, Object> said = new HashMap<>(traits);
        traits.forEach((key, value) -> {
            if (value instanceof Map<?, ?> consents && key.equalsIgnoreCase("consent")) {
                consents.forEach((channel, given) -> said.putIfAbsent(key + "." + channel, given));
            }
        });
        return said;
    }

    @Property(tries = 100)
    void anonymousIdsAreTheLatestSeen(@ForAll("events") List<LoggedEvent> events) {
        Map<String, Instant> seen = new HashMap<>();
        events.stream()
                .filter(e -> e.anonymousId() != null)
                .forEach(e -> seen.merge(e.anonymousId(), e.at(), (a, b) -> a.isAfter(b) ? a : b));
        List<String> latest = seen.entrySet().stream()
                .sorted(Map.Entry.<String, Instant>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(CustomerProfile.MAX_ANONYMOUS_IDS)
                .map(Map.Entry::getKey)
                .toList();
        assertThat(NOBODY.with(events).anonymousIds()).containsExactlyInAnyOrderElementsOf(latest);
    }

    /** More names and keys than a profile keeps, of lengths from two to four. */
    @Property(tries = 10)
    void ofTooManyNamesTheShortestStayInAnyOrderAndBatching(@ForAll Random random) {
        List<LoggedEvent> events = crowd(random);
        CustomerProfile expected = NOBODY.with(events);
        CustomerProfile profile = bitByBit(events, 400, random);
        assertSame(profile, expected);

        assertThat(profile.events().keySet())
                .containsExactlyInAnyOrderElementsOf(shortest(
                        events.stream().map(LoggedEvent::name).filter(Objects::nonNull),
                        CustomerProfile.MAX_EVENT_NAMES));
        List<LoggedEvent> others = named("*", events).stream()
                .filter(event -> !expected.events().containsKey(event.name()))
                .toList();
        EventStats kept = profile.otherEvents().orElseThrow();
        assertThat(kept.count()).isEqualTo(others.size());
        assertThat(kept.total()).isEqualByComparingTo(sum(others));
        assertThat(kept.recent())
                .extracting(EventStats.RecentEvent::messageId)
                .isEqualTo(others.stream().limit(20).map(LoggedEvent::messageId).toList());
        String other = Objects.requireNonNull(others.get(0).name());
        Instant before = kept.first().minusMillis(1);
        assertThat(profile.anyBetween(other, before, kept.last()))
                .as("it may be one of the others")
                .isEmpty();
        assertThat(profile.anyBetween(other, Instant.EPOCH, before)).contains(false);
        EventStats any = profile.stats("*").orElseThrow();
        List<LoggedEvent> all = named("*", events);
        assertThat(any.count()).isEqualTo(all.size());
        assertThat(any.last()).isEqualTo(all.get(0).at());
        assertThat(profile.lastMillis("*")).hasValue(all.get(0).at().toEpochMilli());

        assertThat(profile.traits().keySet())
                .containsExactlyInAnyOrderElementsOf(shortest(keys(events, null), CustomerProfile.MAX_TRAITS));
        assertThat(profile.groups().get("g1").keySet())
                .containsExactlyInAnyOrderElementsOf(shortest(keys(events, "g1"), CustomerProfile.MAX_GROUP_TRAITS));
    }

    @Test
    void consentAndWhatTheSpecsNameStayWhateverElseComes() {
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            String name = "k" + i;
            events.add(event("p" + i, EventType.PAGE, name, Map.of()));
            events.add(event("i" + i, EventType.IDENTIFY, null, Map.of(name, i)));
        }
        events.add(event("o", EventType.TRACK, "Order Completed", Map.of()));
        events.add(event(
                "c",
                EventType.IDENTIFY,
                null,
                Map.of(
                        "consent.a channel with a long name",
                        false,
                        "consent",
                        Map.of("email", false),
                        "timezone",
                        "Europe/Berlin",
                        "a key that nobody chose",
                        1)));
        CustomerProfile profile = NOBODY.with(events);
        assertThat(profile.traits())
                .hasSize(CustomerProfile.MAX_TRAITS)
                .containsKeys("consent.a channel with a long name", "consent", "timezone", "k99")
                .doesNotContainKey("a key that nobody chose");
        assertThat(profile.events()).containsKeys("Order Completed", "k99").doesNotContainKey("k599");
    }

    @Test
    void consentForOneChannelStandsWhenAnotherIsSaid() {
        CustomerProfile profile = NOBODY.with(List.of(
                event("a", EventType.IDENTIFY, null, Map.of("consent", Map.of("sms", false, "email", false))),
                event("b", EventType.IDENTIFY, null, Map.of("consent", Map.of("email", true)))));
        assertThat(profile.traits())
                .isEqualTo(Map.of("consent", Map.of("email", true), "consent.sms", false, "consent.email", true));
    }

    @Test
    void consentOfAnotherCaseIsKeptAlike() {
        CustomerProfile profile = NOBODY.with(List.of(
                event("a", EventType.IDENTIFY, null, Map.of("Consent", Map.of("Sms", false))),
                event("b", EventType.IDENTIFY, null, Map.of("Consent", Map.of("email", true)))));
        assertThat(profile.traits())
                .isEqualTo(Map.of("Consent", Map.of("email", true), "Consent.Sms", false, "Consent.email", true));
        assertThat(profile.consents().given("sms")).isFalse();

        List<LoggedEvent> many = new ArrayList<>();
        for (int i = 0; i < CustomerProfile.MAX_TRAITS; i++) {
            many.add(event("i" + i, EventType.IDENTIFY, null, Map.of("k" + i, i)));
        }
        assertThat(profile.with(many).traits()).containsKeys("Consent", "Consent.Sms", "Consent.email");
    }

    private static LoggedEvent event(String messageId, EventType type, @Nullable String name, Map<String, ?> traits) {
        Instant at = Instant.parse("2024-01-01T00:00:00Z");
        return new LoggedEvent(messageId, type, name, "u1", null, at, Map.of(), JsonValues.freeze(traits, ""));
    }

    /** The longest names are seen long after the others, of which one is seen often. */
    private static List<LoggedEvent> crowd(Random random) {
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            int number = random.nextInt(1_200);
            int days = random.nextInt(500) + (number < 1_000 ? 0 : 200);
            Instant at = Instant.parse("2024-01-01T00:00:00Z").plus(Duration.ofDays(days));
            boolean tells = i % 3 == 0;
            String groupId = i % 6 == 0 ? "g1" : null;
            EventType type = !tells ? EventType.TRACK : groupId == null ? EventType.IDENTIFY : EventType.GROUP;
            String name = i % 3 == 1 && number < 1_000 ? "busy" : "n" + number;
            Map<String, Object> said = JsonValues.freeze(Map.of(name, random.nextInt(9)), "");
            events.add(new LoggedEvent(
                    "m" + i,
                    type,
                    tells ? null : name,
                    "u1",
                    null,
                    at,
                    tells ? Map.of() : JsonValues.freeze(Map.of("value", random.nextInt(9)), ""),
                    tells ? manyTraits(said, i) : Map.of(),
                    groupId));
        }
        return events;
    }

    private static Map<String, Object> manyTraits(Map<String, Object> said, int from) {
        Map<String, Object> traits = new HashMap<>(said);
        for (int i = 0; i < 5; i++) {
            traits.put("n" + (from + i) % 1_200, i);
        }
        return JsonValues.freeze(traits, "");
    }

    private static Stream<String> keys(List<LoggedEvent> events, @Nullable String groupId) {
        return events.stream()
                .filter(event -> Objects.equals(event.groupId(), groupId))
                .flatMap(event -> event.traits().keySet().stream());
    }

    private static List<String> shortest(Stream<String> names, int max) {
        return names.distinct()
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .limit(max)
                .toList();
    }

    @Provide
    Arbitrary<Instant> times() {
        return ProfileArbitraries.times();
    }

    @Provide
    Arbitrary<List<LoggedEvent>> events() {
        return ProfileArbitraries.events();
    }

    private static List<LoggedEvent> named(String name, List<LoggedEvent> events) {
        return events.stream()
                .filter(e -> e.name() != null && (name.equals("*") || name.equals(e.name())))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private static BigDecimal sum(List<LoggedEvent> events) {
        return events.stream()
                .flatMap(e -> LoggedEvent.value(e.properties()).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** In any order, some at a time, merged or added to what was stored. */
    static CustomerProfile bitByBit(List<LoggedEvent> events, int most, Random random) {
        CustomerProfile profile = NOBODY;
        List<LoggedEvent> rest = shuffled(events, random);
        while (!rest.isEmpty()) {
            List<LoggedEvent> batch = rest.subList(0, 1 + random.nextInt(Math.min(most, rest.size())));
            profile = random.nextBoolean()
                    ? profile.merge(NOBODY.with(batch))
                    : ProfileCodec.decode(ProfileCodec.encode(profile)).with(batch);
            rest = rest.subList(batch.size(), rest.size());
        }
        return profile;
    }

    private static List<LoggedEvent> shuffled(List<LoggedEvent> events, Random random) {
        List<LoggedEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    static void assertSame(CustomerProfile actual, CustomerProfile expected) {
        assertThat(actual).isEqualTo(expected);
        assertThat(ProfileCodec.encode(actual)).isEqualTo(ProfileCodec.encode(expected));
    }
}
