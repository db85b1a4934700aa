package io.cairn.model.condition;

import io.cairn.model.condition.Facts.JourneyFacts;
import io.cairn.model.condition.Facts.OfferFacts;
import io.cairn.model.condition.Facts.Position;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import io.cairn.model.profile.CustomerProfile;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts of every kind: missing, of types that nobody expects, extreme. */
final class GeneratedFacts {
    private static final Instant NOW = Instant.parse("2026-06-15T12:34:56.789012Z");
    private static final List<String> MEMBERS = List.of("a", "b", "c", "d", "n", "t", "l", "o");
    private static final List<String> EVENTS = List.of("e", "f", "add_to_cart", "remove_from_cart", "purchase");
    private static final List<Object> SCALARS = List.of(
            true,
            false,
            "",
            "a",
            "ab",
            "b",
            "x1",
            "5",
            "1990-06-20",
            "--02-29",
            "2026-02-30",
            "Europe/Berlin",
            "\uD83D\uDE00",
            0L,
            1L,
            2L,
            5L,
            -1L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            new BigDecimal("0.1"),
            new BigDecimal("1.5"),
            new BigDecimal("1e300"),
            new BigDecimal("-1e-300"),
            JsonValues.NULL);

    private final Random random;

    GeneratedFacts(Random random) {
        this.random = random;
    }

    Facts facts() {
        boolean given = random.nextBoolean();
        Position position = new Position(random.nextBoolean() ? "a" : "b", NOW.minus(Duration.ofDays(40)));
        return new Facts(
                profile(),
                NOW,
                ZoneId.of(random.nextBoolean() ? "UTC" : "Europe/Berlin"),
                object(2),
                new JourneyFacts() {
                    @Override
                    public @Nullable Position position(String journey) {
                        return journey.equals("shop") ? position : null;
                    }

                    @Override
                    public @Nullable String persona(String journey) {
                        return journey.equals("shop") ? "ab" : null;
                    }
                },
                purpose -> {
                    if (purpose.equals("ads")) {
                        throw new IllegalStateException("no policy");
                    }
                    return given;
                },
                random.nextInt(3) == 0 ? null : new OfferFacts(random.nextInt(5) * 2.5, Set.of("a", "x1")));
    }

    private CustomerProfile profile() {
        List<LoggedEvent> events = new ArrayList<>();
        if (random.nextInt(5) > 0) {
            events.add(new LoggedEvent("0", EventType.IDENTIFY, null, "ada", null, NOW, Map.of(), object(3)));
        }
        int count = random.nextInt(random.nextInt(8) == 0 ? 60 : 6);
        for (int i = 1; i <= count; i++) {
            Instant at = random.nextInt(10) == 0 ? Instant.EPOCH : NOW.minusSeconds(random.nextInt(40 * 24 * 3600));
            events.add(new LoggedEvent("" + i, EventType.TRACK, oneOf(EVENTS), "ada", null, at, object(2), Map.of()));
        }
        return CustomerProfile.empty("ada").with(events);
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String member : MEMBERS) {
            if (random.nextInt(3) > 0) {
                members.put(member, value(member, depth));
            }
        }
        if (random.nextInt(3) == 0) {
            members.put(random.nextBoolean() ? "value" : "product_id", value("a", 0));
        }
        return JsonValues.freeze(members, "");
    }

    /** Some members mostly hold what their name says: n a number, t a text, l a list, o an object. */
    private Object value(String member, int depth) {
        boolean asNamed = random.nextInt(8) > 0;
        if (asNamed && member.equals("n")) {
            return (long) random.nextInt(6);
        } else if (asNamed && member.equals("t")) {
            return oneOf(List.of("a", "b", "ab", "x1"));
        } else if (depth > 0 && ((asNamed && member.equals("l")) || random.nextInt(10) == 0)) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(value("a", depth - 1));
            }
            return list;
        } else if (depth > 0 && ((asNamed && member.equals("o")) || random.nextInt(10) == 0)) {
            return object(depth - 1);
        }
        return SCALARS.get(random.nextInt(SCALARS.size()));
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
