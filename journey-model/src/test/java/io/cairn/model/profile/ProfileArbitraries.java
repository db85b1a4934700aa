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
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
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

    /** Events that only want a messageId. */
    private static Arbitrary<Function<String, LoggedEvent>> event() {
        Arbitrary<String> anonymousIds =
                Arbitraries.integers().between(1, 99).map(n -> "a" + n).injectNull(0.2);
        Arbitrary<Function<String, LoggedEvent>> behaviour = Combinators.combine(
                        Arbitraries.of(EventType.TRACK, EventType.PAGE, EventType.SCREEN),
                        Arbitraries.of("product_view", "product_view", "product_view", "purchase", "home"),
                        anonymousIds,
                        times(),
                        properties())
                .as((type, name, anonymousId, at, properties) -> messageId ->
                        new LoggedEvent(messageId, type, name, "u1", anonymousId, at, properties, Map.of()));
        Arbitrary<Function<String, LoggedEvent>> identify = Combinators.combine(anonymousIds, times(), traits())
                .as((anonymousId, at, traits) -> messageId ->
                        new LoggedEvent(messageId, EventType.IDENTIFY, null, "u1", anonymousId, at, Map.of(), traits));
        Arbitrary<Function<String, LoggedEvent>> group = Combinators.combine(ids("g"), ids("u"), times(), traits())
                .as((groupId, userId, at, traits) -> messageId ->
                        new LoggedEvent(messageId, EventType.GROUP, null, userId, null, at, Map.of(), traits, groupId));
        return Arbitraries.frequencyOf(Tuple.of(4, behaviour), Tuple.of(1, identify), Tuple.of(2, group));
    }

    /** Few, or more than a profile keeps. */
    private static Arbitrary<String> ids(String prefix) {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 200))
                .map(n -> prefix + n);
    }

    private static Arbitrary<Map<String, Object>> properties() {
        Arbitrary<Map<String, Object>> withValue = Arbitraries.bigDecimals()
                .between(BigDecimal.valueOf(-1000), BigDecimal.valueOf(1000))
                .ofScale(2)
                .map(value -> JsonValues.freeze(Map.of("value", value), ""));
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Map.of())),
                Tuple.of(3, withValue),
                Tuple.of(1, JsonArbitraries.frozenObjects()));
    }

    private static Arbitrary<Map<String, Object>> traits() {
        return Arbitraries.maps(
                        Arbitraries.of(
                                "country", "firstName", "vip", "consent", "Consent", "consent.email", "Consent.Email"),
                        Arbitraries.oneOf(
                                JsonArbitraries.values().map(value -> JsonValues.freezeValue(value, "")),
                                Arbitraries.just(JsonValues.NULL),
                                consents()))
                .ofMaxSize(3)
                .map(map -> JsonValues.freeze(map, ""));
    }

    private static Arbitrary<Object> consents() {
        return Arbitraries.maps(
                        Arbitraries.of("email", "Email", "sms"), Arbitraries.<Object>of(true, false, JsonValues.NULL))
                .map(Map::copyOf);
    }

    /** Distinct events, in no order. */
    public static Arbitrary<List<LoggedEvent>> events() {
        // often more than a profile keeps of recent events and anonymous ids
        return event().list()
                .ofMaxSize(120)
                .withSizeDistribution(RandomDistribution.uniform())
                .withoutEdgeCases()
                .map(ProfileArbitraries::numbered);
    }

    private static List<LoggedEvent> numbered(List<Function<String, LoggedEvent>> events) {
        List<LoggedEvent> numbered = new ArrayList<>();
        events.forEach(event -> numbered.add(event.apply(messageId(numbered.size()))));
        return numbered;
    }

    /** Of all kinds, in an order that is not that of the numbers. */
    private static String messageId(int number) {
        int mixed = number * 0x9E3779B9;
        return switch (number % 4) {
            case 0 -> "m" + Integer.toHexString(mixed);
            case 1 -> "shop-" + Math.abs((long) mixed);
            case 2 -> new UUID(mixed * 0xD1B54A32D192ED03L, mixed).toString();
            default -> "ajs-next-" + number + "-" + new UUID(mixed, number);
        };
    }

    public static Arbitrary<CustomerProfile> profiles() {
        return events().map(events -> CustomerProfile.empty("u1").with(events));
    }
}
