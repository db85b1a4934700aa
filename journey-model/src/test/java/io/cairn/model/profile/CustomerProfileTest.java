package io.cairn.model.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.model.event.EventType;
import io.cairn.model.event.Events;
import io.cairn.model.event.LoggedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerProfileTest {
    private static final CustomerProfile STRANGER = CustomerProfile.empty("u1");

    @Test
    void ofAStrangerNothingIsKnown() {
        assertThat(STRANGER.customerId()).isEqualTo("u1");
        assertThat(STRANGER.updatedAt()).isEmpty();
        assertThat(STRANGER.traits()).isEmpty();
        assertThat(STRANGER.anonymousIds()).isEmpty();
        assertThat(STRANGER.events()).isEmpty();
        assertThat(STRANGER.stats("*")).isEmpty();
        assertThat(STRANGER.with(List.of())).isEqualTo(STRANGER);
    }

    @Test
    void theLatestOfAnyNameIsTheLatestBehaviour() {
        CustomerProfile profile = of(
                Events.track("a").at("2024-03-01T00:00:00Z").event(),
                Events.page("b").at("2024-03-03T00:00:00Z").event(),
                Events.track("c").at("2024-03-02T00:00:00Z").event(),
                Events.identify(Map.of()).at("2024-03-04T00:00:00Z").event());
        long latest = Instant.parse("2024-03-03T00:00:00Z").toEpochMilli();

        assertThat(profile.lastMillis("*")).hasValue(latest);
        assertThat(profile.lastMillis("b")).hasValue(latest);
        assertThat(profile.lastMillis("c")).hasValue(latest - 86_400_000);
        assertThat(profile.lastMillis("d")).isEmpty();
        assertThat(STRANGER.lastMillis("*")).isEmpty();
        assertThat(of(Events.identify(Map.of()).event()).lastMillis("*")).isEmpty();
        assertThat(of(Events.track("a").at(Instant.EPOCH).event()).lastMillis("*"))
                .hasValue(0);
        assertThat(profile.with(List.of(
                                Events.track("a").at("2024-03-05T00:00:00Z").event()))
                        .lastMillis("*"))
                .hasValue(latest + 2 * 86_400_000);
    }

    @Test
    void aCustomerIdIsAsAnEventsIds() {
        assertThatThrownBy(() -> CustomerProfile.empty("")).hasMessage("customerId must not be blank: ''");
    }

    @Test
    void totalsAreExactAndReadPlainly() {
        LoggedEvent[] payments = IntStream.range(0, 10)
                .mapToObj(i -> Events.track("purchase").value(0.1).event())
                .toArray(LoggedEvent[]::new);
        assertThat(of(payments).stats("purchase").orElseThrow().total()).isEqualTo(BigDecimal.ONE);
        assertThat(of(Events.track("purchase").value(1e3).event())
                        .stats("purchase")
                        .orElseThrow()
                        .total())
                .hasToString("1000");
    }

    @Test
    void valuesThatCancelOutLeaveTheSameBytesAsNone() {
        CustomerProfile cancelled = of(
                Events.track("purchase").messageId("a").value(7.5).event(),
                Events.track("purchase").messageId("b").value(-7.5).event());
        assertThat(cancelled.stats("purchase").orElseThrow().total()).isEqualTo(BigDecimal.ZERO);
        assertThat(ProfileCodec.decode(ProfileCodec.encode(cancelled))).isEqualTo(cancelled);
    }

    @Test
    void ofTheSameMillisecondTheGreaterMessageIdIsLater() {
        LoggedEvent one =
                Events.identify(Map.of("country", "DE")).messageId("a").event();
        LoggedEvent other =
                Events.identify(Map.of("country", "AT")).messageId("b").event();
        assertThat(of(one, other).traits()).isEqualTo(Map.of("country", "AT"));
        assertThat(of(other, one).traits()).isEqualTo(Map.of("country", "AT"));
    }

    @Test
    void aTraitTakenBackIsNotBroughtBackByALateEvent() {
        LoggedEvent takenBack = Events.identify(Collections.singletonMap("country", null))
                .at("2024-03-02T00:00:00Z")
                .event();
        LoggedEvent late = Events.identify(Map.of("country", "DE", "city", "Ulm"))
                .at("2024-03-01T00:00:00Z")
                .event();
        assertThat(of(takenBack).with(List.of(late)).traits()).isEqualTo(Map.of("city", "Ulm"));
    }

    @Test
    void identifyMovesTheUpdateTimeButAgesNoBuckets() {
        CustomerProfile viewed =
                of(Events.track("view").at("2024-01-01T00:00:00Z").event());
        CustomerProfile identified = viewed.with(List.of(
                Events.identify(Map.of("vip", true)).at("2026-01-01T00:00:00Z").event()));
        assertThat(identified.updatedAt()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(identified.stats("view")).isEqualTo(viewed.stats("view"));
        assertThat(identified.stats("*")).isEqualTo(viewed.stats("*"));
    }

    /** Of few events the recent ones tell the buckets; of more these are kept apart, and must not grow for ever. */
    @Test
    void aNewEventAgesTheBucketsOfAllNames() {
        CustomerProfile profile = of(views("2024-01-01T00:00:00Z", EventStats.MAX_RECENT + 1))
                .with(List.of(
                        Events.track("purchase").at("2024-01-09T01:00:00Z").event()));
        EventStats views = profile.stats("view").orElseThrow();
        assertThat(views.hours().size()).isZero();
        assertThat(views.days().size()).isEqualTo(1);
        assertThat(views.count()).isEqualTo(EventStats.MAX_RECENT + 1);
    }

    @Test
    void theOldestHourThatAWindowReachesIsKept() {
        CustomerProfile profile = of(
                Events.track("view").at("2024-01-01T00:00:00Z").event(),
                Events.track("purchase").at("2024-01-09T00:59:59.999Z").event());
        assertThat(profile.stats("view")
                        .orElseThrow()
                        .count(Window.parse("8d"), profile.updatedAt().orElseThrow()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, EventStats.MAX_RECENT, EventStats.MAX_RECENT + 1})
    void anEventLateBeyondAllWindowsIsCountedAndNoMore(int views) {
        CustomerProfile now = of(views("2024-01-01T00:00:00Z", views));
        CustomerProfile profile =
                now.with(List.of(Events.track("view").at("2020-01-01T00:00:00Z").event()));
        EventStats stats = profile.stats("view").orElseThrow();
        assertThat(stats.count()).isEqualTo(views + 1);
        assertThat(stats.first()).isEqualTo("2020-01-01T00:00:00Z");
        Instant latest = profile.updatedAt().orElseThrow();
        assertThat(stats.count(Window.parse("400d"), latest)).isEqualTo(views);
        assertThat(stats.days().size()).isEqualTo(views < EventStats.MAX_RECENT ? 2 : 1);
    }

    private static LoggedEvent[] views(String at, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Events.track("view").at(at).event())
                .toArray(LoggedEvent[]::new);
    }

    @Test
    void aWindowHasNoEndAtNow() {
        CustomerProfile profile =
                of(Events.track("view").at("2024-01-01T12:59:00Z").event());
        assertThat(profile.stats("view").orElseThrow().count(Window.parse("1h"), Instant.parse("2024-01-01T12:00:00Z")))
                .isEqualTo(1);
    }

    @Test
    void groupAndAliasCountUnderNoName() {
        LoggedEvent alias = new LoggedEvent(
                "m1", EventType.ALIAS, null, "u1", "a1", Instant.parse("2024-01-01T00:00:00Z"), Map.of(), Map.of());
        assertThat(of(alias).events()).isEmpty();
        assertThat(of(alias).anonymousIds()).containsExactly("a1");
        assertThat(of(alias).updatedAt()).contains(alias.at());
    }

    @Test
    void aGroupsTraitsAreDecidedPerKeyByTheLatestEvent() {
        CustomerProfile profile = of(
                group("m1", "2024-01-01T00:00:00Z", "club", Map.of("name", "Old", "plan", "pro")),
                group("m2", "2024-01-02T00:00:00Z", "club", Map.of("name", "Shoe club")),
                group("m3", "2024-01-01T00:00:00Z", "team", Map.of()));
        assertThat(profile.groups())
                .isEqualTo(Map.of("club", Map.of("name", "Shoe club", "plan", "pro"), "team", Map.of()));
        assertThat(profile.traits()).isEmpty();
    }

    @Test
    void otherUserIdsOfHersAreAliases() {
        LoggedEvent before = new LoggedEvent(
                "m1", EventType.TRACK, "view", "old", null, Instant.parse("2024-01-01T00:00:00Z"), Map.of(), Map.of());
        assertThat(of(before, Events.track("view").event()).aliases()).containsExactly("old");
        assertThat(CustomerProfile.empty("old")
                        .with(List.of(before))
                        .merge(STRANGER)
                        .aliases())
                .isEmpty();
        assertThat(STRANGER.merge(CustomerProfile.empty("old").with(List.of(before)))
                        .aliases())
                .containsExactly("old");
    }

    private static LoggedEvent group(String messageId, String at, String groupId, Map<String, Object> traits) {
        return new LoggedEvent(
                messageId, EventType.GROUP, null, "u1", null, Instant.parse(at), Map.of(), traits, groupId);
    }

    @Test
    void mergingKeepsTheFirstOnesCustomerId() {
        CustomerProfile anonymous =
                CustomerProfile.empty("a1").with(List.of(Events.track("view").event()));
        CustomerProfile known = of(Events.track("view").event());
        assertThat(known.merge(anonymous).customerId()).isEqualTo("u1");
        assertThat(known.merge(anonymous).stats("view").orElseThrow().count()).isEqualTo(2);
    }

    @Test
    void whatAProfileGivesCannotBeChanged() {
        CustomerProfile profile = of(Events.track("view").anonymous("a1").event());
        assertThatThrownBy(() -> profile.events().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> profile.anonymousIds().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> profile.traits().put("country", "DE"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> profile.stats("view").orElseThrow().recent().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static CustomerProfile of(LoggedEvent... events) {
        return STRANGER.with(Arrays.asList(events));
    }
}
