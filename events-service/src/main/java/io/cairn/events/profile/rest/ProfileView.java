package io.cairn.events.profile.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.model.profile.EventStats;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A profile on the wire.
 *
 * @param aliases other user ids of hers, as an admin's alias joined them
 * @param groups their traits, by groupId
 * @param events by name; of more than 500 names the shortest
 * @param otherEvents those of all other names; absent if there are none
 */
@Schema(name = "Profile")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileView(
        String customerId,
        SortedSet<String> anonymousIds,
        SortedSet<String> aliases,
        Map<String, Object> traits,
        Map<String, Map<String, Object>> groups,
        @Nullable Instant updatedAt,
        SortedMap<String, Stats> events,
        @Nullable Stats otherEvents) {

    /** What is known of the events of one name; the latest 20 with their properties, newest first. */
    public record Stats(long count, BigDecimal total, Instant first, Instant last, List<Recent> recent) {
        static Stats of(EventStats stats) {
            return new Stats(
                    stats.count(),
                    stats.total(),
                    stats.first(),
                    stats.last(),
                    stats.recent().stream()
                            .map(event -> new Recent(event.at(), event.properties()))
                            .toList());
        }
    }

    /** One of them. */
    public record Recent(Instant at, Map<String, Object> properties) {}

    static ProfileView of(CustomerProfile profile) {
        SortedMap<String, Stats> events = new TreeMap<>();
        profile.events().forEach((name, stats) -> events.put(name, Stats.of(stats)));
        return new ProfileView(
                profile.customerId(),
                profile.anonymousIds(),
                profile.aliases(),
                profile.traits(),
                profile.groups(),
                profile.updatedAt().orElse(null),
                events,
                profile.otherEvents().map(Stats::of).orElse(null));
    }
}
