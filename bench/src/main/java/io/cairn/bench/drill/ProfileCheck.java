package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.model.profile.EventStats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares a profile as the API gives it with the fold of the customer's events. Pure. */
final class ProfileCheck {
    private ProfileCheck() {}

    /** Whether the profile is that of the events, no more and no less; numbers compare by value. */
    static boolean isFoldOf(List<LoggedEvent> events, String customerId, JsonNode profile) {
        return JsonValues.freeze(profile, "").equals(expected(events, customerId));
    }

    /** The profile of the events, as DESIGN.md §4 writes it, as frozen JSON. */
    static Map<String, Object> expected(List<LoggedEvent> events, String customerId) {
        CustomerProfile folded = CustomerProfile.empty(customerId).with(events);
        Map<String, Object> json = new HashMap<>();
        json.put("customerId", folded.customerId());
        json.put("anonymousIds", List.copyOf(folded.anonymousIds()));
        json.put("aliases", List.copyOf(folded.aliases()));
        json.put("traits", folded.traits());
        json.put("groups", folded.groups());
        folded.updatedAt().ifPresent(at -> json.put("updatedAt", at.toString()));
        Map<String, Object> stats = new HashMap<>();
        folded.events().forEach((name, each) -> stats.put(name, stats(each)));
        json.put("events", stats);
        folded.otherEvents().ifPresent(others -> json.put("otherEvents", stats(others)));
        return JsonValues.freeze(json, "");
    }

    private static Map<String, Object> stats(EventStats stats) {
        return Map.of(
                "count", stats.count(),
                "total", stats.total(),
                "first", stats.first().toString(),
                "last", stats.last().toString(),
                "recent", stats.recent().stream().map(ProfileCheck::recent).toList());
    }

    private static Map<String, Object> recent(EventStats.RecentEvent event) {
        return Map.of("at", event.at().toString(), "properties", event.properties());
    }
}
