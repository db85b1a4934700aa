package io.cairn.model.stage;

import io.cairn.model.condition.Facts;
import io.cairn.model.condition.Facts.JourneyFacts;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import io.cairn.model.profile.CustomerProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A made-up customer, to show what a map does with her.
 *
 * @param behaviours one for each name of an event, of those that she did
 * @param traits frozen JSON values
 */
public record ExampleCustomer(List<Behaviour> behaviours, Map<String, Object> traits) {
    /** One of whom nothing is known. */
    public static final ExampleCustomer STRANGER = new ExampleCustomer(List.of(), Map.of());

    /**
     * Some events of one name.
     *
     * @param count at least 1
     * @param last how long ago the latest was
     * @param apart how far apart they are
     * @param properties of each: frozen JSON values
     */
    public record Behaviour(String event, int count, Duration last, Duration apart, Map<String, Object> properties) {}

    /** Copies what it is given. */
    public ExampleCustomer {
        behaviours = List.copyOf(behaviours);
        traits = JsonValues.freeze(traits, "/traits");
    }

    /** As conditions ask her at a moment. */
    public Facts facts(Instant now) {
        List<LoggedEvent> events = new ArrayList<>();
        if (!traits.isEmpty()) {
            events.add(new LoggedEvent(
                    "traits", EventType.IDENTIFY, null, "example", null, Instant.EPOCH, Map.of(), traits));
        }
        for (Behaviour behaviour : behaviours) {
            for (int i = 0; i < behaviour.count(); i++) {
                Instant at = now.minus(behaviour.last()).minus(behaviour.apart().multipliedBy(i));
                events.add(new LoggedEvent(
                        "event-" + events.size(),
                        EventType.TRACK,
                        behaviour.event(),
                        "example",
                        null,
                        at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at,
                        behaviour.properties(),
                        Map.of()));
            }
        }
        CustomerProfile profile = CustomerProfile.empty("example").with(events);
        return new Facts(profile, now, ZoneOffset.UTC, Map.of(), JourneyFacts.NONE, purpose -> false, null);
    }

    /** {@code a customer with 2 × purchase (the last 31 days ago) and country DE}. */
    public String inWords() {
        List<String> parts = new ArrayList<>();
        for (Behaviour each : behaviours) {
            String properties = each.properties().isEmpty() ? "" : " with " + pairs(each.properties());
            parts.add(each.count() + " × " + each.event() + " (the last " + ago(each.last()) + properties + ")");
        }
        if (!traits.isEmpty()) {
            parts.add(pairs(traits));
        }
        return parts.isEmpty() ? "a stranger" : "a customer with " + String.join(", ", parts);
    }

    private static String pairs(Map<String, Object> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String ago(Duration duration) {
        long hours = duration.toHours();
        if (hours >= 48) {
            return hours / 24 + " days ago";
        }
        return hours == 1 ? "an hour ago" : hours + " hours ago";
    }
}
