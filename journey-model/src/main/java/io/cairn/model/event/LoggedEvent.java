package io.cairn.model.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event as the log fixed it at its first receipt. Two events with the same {@code messageId} are the same event.
 *
 * @param messageId unique among all events
 * @param type the call that brought it
 * @param name what it counts under; present exactly if the type {@link EventType#isBehaviour() is behaviour}
 * @param userId the known customer it names, if any
 * @param anonymousId the device or browser it names, if any; one of the two is present
 * @param at when it happened, to the millisecond, corrected for the client's clock
 * @param properties frozen JSON values (see {@link io.cairn.model.json.JsonValues})
 * @param traits frozen JSON values; empty unless the type is identify
 */
public record LoggedEvent(
        String messageId,
        EventType type,
        @Nullable String name,
        @Nullable String userId,
        @Nullable String anonymousId,
        Instant at,
        Map<String, Object> properties,
        Map<String, Object> traits) {

    /** The event's value: {@code properties.value}, else {@code revenue}, else {@code total}, where it is a number. */
    public Optional<BigDecimal> value() {
        throw new UnsupportedOperationException("helper B");
    }
}
