package io.cairn.events.plan.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.events.plan.MapUses.Use;
import io.cairn.events.plan.SeenEvent;
import io.cairn.events.plan.SeenEvent.Rates;
import io.cairn.events.plan.SeenEvent.SeenProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the events of one name.
 *
 * @param count how many are in the log, up to a few seconds ago
 * @param first when the first one happened; absent for one that is planned and never came
 * @param rates how many happened, in whole hours
 * @param properties what conditions find in {@code latest(…)} and {@code recent(…)}
 * @param plan absent if it is not planned
 * @param maps the live maps that name it; absent if Redis is away
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SeenEventView(
        String event,
        long count,
        @Nullable Instant first,
        @Nullable Instant last,
        @Nullable Instant lastReceived,
        Rates rates,
        List<SeenProperty> properties,
        @Nullable Planned plan,
        @Nullable List<Use> maps) {
    /**
     * How it goes with the tracking plan.
     *
     * @param violations so many events were not as planned, ever
     * @param rejected of which so many were not taken
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Planned(
            String mode,
            long violations,
            long rejected,
            @Nullable String lastViolation,
            @Nullable Instant lastViolationAt) {}

    static SeenEventView of(SeenEvent seen, Optional<Map<String, List<Use>>> uses) {
        return new SeenEventView(
                seen.name(),
                seen.count(),
                seen.first(),
                seen.last(),
                seen.received(),
                seen.rates(),
                seen.properties(),
                seen.plan() == null
                        ? null
                        : new Planned(
                                seen.plan().spelling(),
                                seen.violations(),
                                seen.rejected(),
                                seen.lastViolation(),
                                seen.lastViolationAt()),
                uses.map(all -> all.getOrDefault(seen.name(), List.of())).orElse(null));
    }
}
