package io.cairn.events.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the events of one name.
 *
 * @param count how many are in the log
 * @param first by their own times, like last; null if there are none
 * @param received when the last one was received
 * @param sampled of how many the properties were looked at
 * @param violations of the tracking plan, ever
 * @param rejected because of it
 */
public record SeenEvent(
        String name,
        long count,
        @Nullable Instant first,
        @Nullable Instant last,
        @Nullable Instant received,
        Rates rates,
        long sampled,
        long violations,
        long rejected,
        @Nullable String lastViolation,
        @Nullable Instant lastViolationAt,
        @Nullable PlanMode plan,
        List<SeenProperty> properties) {
    public SeenEvent {
        properties = List.copyOf(properties);
    }

    /** How many happened, by their own times, in whole hours: the present one and those before it. */
    public record Rates(long lastHour, long lastDay, long last7Days) {}

    /**
     * A property.
     *
     * @param name its path: {@code category}, {@code address.city}, {@code products[].sku}
     * @param types the commonest first
     * @param share of the sampled events that had it, 0 to 1
     */
    public record SeenProperty(String name, List<String> types, double share) {
        public SeenProperty {
            types = List.copyOf(types);
        }
    }
}
