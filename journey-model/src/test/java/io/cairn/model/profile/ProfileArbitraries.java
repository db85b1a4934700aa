package io.cairn.model.profile;

import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonArbitraries;
import io.cairn.model.json.JsonValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates sets of distinct events of one customer, and profiles of them. */
public final class ProfileArbitraries {
    private static final Instant START = Instant.parse("2022-12-30T00:00:00Z");

    private ProfileArbitraries() {}

    /** Close and equal times are as likely as ones beyond the reach of all windows. */
    public static Arbitrary<Instant> times() {
        return Arbitraries.oneOf(
                Arbitraries.of(0L, 1L, 3_599_999L, 3_600_000L).map(START::plusMillis),
                Arbitraries.longs().between(0, 20L * 86_400_000).map(START::plusMillis),
                Arbitraries.longs().between(0, 900L * 86_400_000).map(START::plusMillis));
    }

    /** One event; its messageId says no more than the number given. */
    private static Arbitrary<LoggedEvent> event(int number) {
        // numbers in an order that is neither that of time nor of creation
        String messageId = "m" + Integer.toHexString(number * 0x9E3779B9);
        Arbitrary<String> anonymousIds =
                Arbitraries.integers().between(1, 70).map(n -> "a" + n).injectNull(0.5);
        Arbitrary<LoggedEvent> behaviour = Combinators.combine(
                        Arbitraries.of(EventType.TRACK, EventType.PAGE, EventType.SCREEN),
                        Arbitraries.of("product_view", "add_to_cart", "purchase", "home"),
                        anonymousIds,
                        times(),
                        properties())
                .as((type, name, anonymousId, at, properties) ->
                        new LoggedEvent(messageId, type, name, "u1", anonymousId, at, properties, Map.of()));
        Arbitrary<LoggedEvent> identify = Combinators.combine(anonymousIds, times(), traits())
                .as((anonymousId, at, traits) ->
                        new LoggedEvent(messageId, EventType.IDENTIFY, null, "u1", anonymousId, at, Map.of(), traits));
        return Arbitraries.frequencyOf(Tuple.of(4, behaviour), Tuple.of(1, identify));
    }

    private static Arbitrary<Map<String, Object>> properties() {
        Arbitrary<Map<String, Object>> withValue = Arbitraries.bigDecimals()
                .between(BigDecimal.valueOf(-1000), BigDecimal.valueOf(1000))
                .ofScale(2)
                .map(value -> JsonValues.freeze(Map.of("value", value), ""));
        return Arbitraries.oneOf(Arbitraries.just(Map.of()), withValue, JsonArbitraries.frozenObjects());
    }

    private static Arbitrary<Map<String, Object>> traits() {
        return Arbitraries.maps(
                        Arbitraries.of("country", "firstName", "vip"),
                        Arbitraries.oneOf(
                                JsonArbitraries.values().map(value -> JsonValues.freezeValue(value, "")),
                                Arbitraries.just(JsonValues.NULL)))
                .ofMaxSize(3)
                .map(map -> JsonValues.freeze(map, ""));
    }

    /** Distinct events, in no order. */
    public static Arbitrary<List<LoggedEvent>> events() {
        return Arbitraries.integers().between(0, 90).flatMap(ProfileArbitraries::events);
    }

    private static Arbitrary<List<LoggedEvent>> events(int size) {
        List<Arbitrary<LoggedEvent>> events = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            events.add(event(i));
        }
        return size == 0
                ? Arbitraries.just(List.of())
                : Combinators.combine(events).as(list -> list);
    }

    public static Arbitrary<CustomerProfile> profiles() {
        return events().map(events -> CustomerProfile.empty("u1").with(events));
    }
}
