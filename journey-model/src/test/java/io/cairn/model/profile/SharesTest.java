package io.cairn.model.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What a profile keeps of large events and traits, where there are many of them. */
class SharesTest {
    /** A comma more or less in some of the values. */
    private static final int COMMAS = 8;

    private static final CustomerProfile NOBODY = CustomerProfile.empty("u1");

    /** Of 25 names all properties are kept; of 51, 102 and so on 16 KiB, 8 KiB and so on of each event. */
    @Property(tries = 100)
    void ofTooManyBytesTheSmallestPropertiesStayInAnyOrderAndBatching(
            @ForAll Random random, @ForAll @IntRange(min = 20, max = 120) int names) {
        List<LoggedEvent> events = largeEvents(random, names);
        CustomerProfile profile = ProfileFoldTest.bitByBit(events, 40, random);
        ProfileFoldTest.assertSame(profile, NOBODY.with(events));

        int share = names <= 25 ? Integer.MAX_VALUE : names <= 51 ? 16_384 : names <= 102 ? 8_192 : 4_096;
        Map<String, LoggedEvent> sent = new HashMap<>();
        events.forEach(event -> sent.put(event.messageId(), event));
        profile.events().forEach((name, stats) -> {
            assertThat(stats.count())
                    .isEqualTo(events.stream()
                            .filter(event -> name.equals(event.name()))
                            .count());
            for (EventStats.RecentEvent recent : stats.recent()) {
                Map<String, Object> all = sent.get(recent.messageId()).properties();
                Map<String, Object> kept = recent.properties();
                assertThat(all).containsAllEntriesOf(kept);
                assertThat(kept).containsKeys("value", "small");
                assertThat(json(kept)).isLessThanOrEqualTo(share);
                Map<String, Object> dropped = new HashMap<>(all);
                dropped.keySet().removeAll(kept.keySet());
                dropped.forEach((key, value) -> {
                    assertThat(json(kept) + json(Map.of(key, value))).isGreaterThan(share - COMMAS);
                    assertThat(kept).allSatisfy((kind, smaller) -> assertThat(json(Map.of(kind, smaller)))
                            .isLessThanOrEqualTo(json(Map.of(key, value)) + COMMAS));
                });
            }
        });
        assertThat(profile.otherEvents()).isEmpty();
    }

    private static int json(Object frozen) {
        return JsonValues.thaw(JsonValues.freezeValue(frozen, "")).toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<LoggedEvent> largeEvents(Random random, int names) {
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < names + 40; i++) {
            Map<String, Object> properties = Map.of(
                    "value",
                    random.nextInt(9),
                    "small",
                    "x",
                    "first",
                    "y".repeat(List.of(100, 3_000, 7_000, 15_000).get(random.nextInt(4))) + i,
                    "second",
                    List.of("é".repeat(random.nextInt(3_000)), random.nextInt()),
                    "third",
                    Map.of("k", "z".repeat(random.nextInt(5_000))));
            events.add(new LoggedEvent(
                    "m" + i,
                    EventType.TRACK,
                    "n" + (i < names ? i : random.nextInt(3)),
                    "u1",
                    null,
                    Instant.parse("2024-01-01T00:00:00Z").plusSeconds(random.nextInt(100)),
                    JsonValues.freeze(properties, ""),
                    Map.of()));
        }
        return events;
    }

    @Test
    void recentEventsTakeNoMoreThanTheirRoomAndWhatIsSummedUpStays() {
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < 30 * 20; i++) {
            Map<String, Object> properties = new HashMap<>(Map.of("revenue", new BigDecimal("123456789012.55")));
            for (int k = 0; k < 28; k++) {
                properties.put("p" + k, (i + "-" + k + " ").repeat(110));
                properties.put("z" + k, k);
            }
            events.add(new LoggedEvent(
                    "m" + i,
                    EventType.TRACK,
                    "n" + i % 30,
                    "u1",
                    null,
                    Instant.parse("2024-01-01T00:00:00Z").plusSeconds(i),
                    JsonValues.freeze(properties, ""),
                    Map.of()));
        }
        CustomerProfile profile = NOBODY.with(events);
        assertThat(ProfileCodec.encode(profile).length).isBetween(Shares.RECENT_ROOM / 2, Shares.RECENT_ROOM);
        EventStats stats = profile.events().get("n7");
        assertThat(stats.recent().get(0).properties())
                .containsKeys("revenue", "z27", "p5")
                .doesNotContainKey("p27");
        // windows of few events are told by their properties
        CustomerProfile stored = ProfileCodec.decode(ProfileCodec.encode(profile));
        assertThat(stored.events().get("n7").total(new Window(1, Window.Unit.DAYS), stats.last()))
                .isEqualByComparingTo(stats.total());
    }

    @Test
    void traitsOfManyGroupsShareTheirRoom() {
        List<LoggedEvent> events = new ArrayList<>();
        for (int i = 0; i < CustomerProfile.MAX_GROUPS; i++) {
            Map<String, Object> traits = Map.of("note", "x".repeat(i < 10 ? 1_000 : 700), "plan", "gold");
            events.add(new LoggedEvent(
                    "m" + i,
                    EventType.GROUP,
                    null,
                    "u1",
                    null,
                    Instant.parse("2024-01-01T00:00:00Z"),
                    Map.of(),
                    JsonValues.freeze(traits, ""),
                    "g" + i));
        }
        assertThat(NOBODY.with(events.subList(0, 10)).groups().get("g9")).containsOnlyKeys("note", "plan");
        CustomerProfile profile = NOBODY.with(events);
        assertThat(profile.groups().get("g9")).containsOnlyKeys("plan");
        assertThat(profile.groups().get("g10")).containsOnlyKeys("note", "plan");
        ProfileFoldTest.assertSame(NOBODY.with(events.subList(0, 10)).with(events.subList(10, 50)), profile);
        // what did not fit is remembered: an earlier one that did does not come back
        LoggedEvent earlier = new LoggedEvent(
                "n",
                EventType.GROUP,
                null,
                "u1",
                null,
                Instant.parse("2023-01-01T00:00:00Z"),
                Map.of(),
                JsonValues.freeze(Map.of("note", "short"), ""),
                "g9");
        assertThat(profile.with(List.of(earlier)).groups().get("g9")).containsOnlyKeys("plan");
    }
}
