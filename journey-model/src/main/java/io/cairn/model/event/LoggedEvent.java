package io.cairn.model.event;

import io.cairn.model.json.JsonValues;
import io.cairn.model.json.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event as the log fixed it at its first receipt. Two events with the same {@code messageId} are the same event.
 *
 * <p>Ids and names have 1 to {@value #MAX_ID_LENGTH} characters and no control characters.
 *
 * @param messageId unique among all events
 * @param type the call that brought it
 * @param name what it counts under; present exactly if the type {@link EventType#isBehaviour() is behaviour}, and not
 *     {@code *}, which stands for all names
 * @param userId the known customer it names, if any
 * @param anonymousId the device or browser it names, if any; one of the two is present
 * @param at when it happened, to the millisecond, corrected for the client's clock; from 1970 to 9999
 * @param properties frozen JSON values (see {@link JsonValues})
 * @param traits frozen JSON values: of the customer for an identify, of the group for a group; else empty
 * @param groupId the group that she belongs to; present exactly if the type is group
 */
public record LoggedEvent(
        String messageId,
        EventType type,
        @Nullable String name,
        @Nullable String userId,
        @Nullable String anonymousId,
        Instant at,
        Map<String, Object> properties,
        Map<String, Object> traits,
        @Nullable String groupId) {
    public static final int MAX_ID_LENGTH = 255;

    /** Stands for any track, page or screen where a condition asks; no event may have it for a name. */
    public static final String ANY_NAME = "*";

    public static final Instant EARLIEST = Instant.EPOCH;

    /** Times after it have five-digit years, which ISO-8601 readers refuse. */
    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Where an event's {@link #value value} may stand; the first that is a number counts. */
    public static final List<String> VALUE_PROPERTIES = List.of("value", "revenue", "total");

    private static final BigDecimal MAX_VALUE = BigDecimal.valueOf(1_000_000_000_000_000L);
    private static final int MAX_VALUE_DECIMALS = 20;

    /** @throws IllegalArgumentException naming the field and the value */
    public LoggedEvent {
        requireName("messageId", messageId);
        if (type.isBehaviour() != (name != null)) {
            throw new IllegalArgumentException("name is for track, page and screen: " + type + " with " + name);
        }
        requireNameIfPresent("name", name);
        if (ANY_NAME.equals(name)) {
            throw new IllegalArgumentException("name must not be *, which stands for any event");
        }
        requireNameIfPresent("userId", userId);
        requireNameIfPresent("anonymousId", anonymousId);
        if (userId == null && anonymousId == null) {
            throw new IllegalArgumentException("userId or anonymousId must be there, of event " + messageId);
        }
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException("at must be from 1970 to 9999, not " + at);
        }
        at = at.truncatedTo(ChronoUnit.MILLIS);
        properties = JsonValues.freeze(properties, "/properties");
        traits = JsonValues.freeze(traits, "/traits");
        if (type != EventType.IDENTIFY && type != EventType.GROUP && !traits.isEmpty()) {
            throw new IllegalArgumentException("traits are for identify and group, not for " + type);
        }
        if ((type == EventType.GROUP) != (groupId != null)) {
            throw new IllegalArgumentException("groupId is for group: " + type + " with " + groupId);
        }
        requireNameIfPresent("groupId", groupId);
    }

    /** One that is not about a group. */
    public LoggedEvent(
            String messageId,
            EventType type,
            @Nullable String name,
            @Nullable String userId,
            @Nullable String anonymousId,
            Instant at,
            Map<String, Object> properties,
            Map<String, Object> traits) {
        this(messageId, type, name, userId, anonymousId, at, properties, traits, null);
    }

    private static void requireNameIfPresent(String field, @Nullable String value) {
        if (value != null) {
            requireName(field, value);
        }
    }

    private static void requireName(String field, String value) {
        String fault = Texts.nameFault(value, MAX_ID_LENGTH);
        if (fault != null) {
            throw new IllegalArgumentException(field + " " + fault + ": '" + Texts.shown(value) + "'");
        }
    }

    /**
     * The value of an event with such properties: the first of {@code value}, {@code revenue} and {@code total} that is a JSON
     * number (numeric strings are not). None if that number is beyond ±10^15 or has more than 20 decimals. Profiles are read by
     * it, too: another rule needs another version of {@link io.cairn.model.profile.ProfileCodec}.
     */
    public static Optional<BigDecimal> value(Map<String, Object> properties) {
        for (String property : VALUE_PROPERTIES) {
            Object value = properties.get(property);
            if (value instanceof Long number) {
                return bounded(BigDecimal.valueOf(number));
            } else if (value instanceof BigDecimal number) {
                return bounded(number);
            }
        }
        return Optional.empty();
    }

    /** Sums must stay small and exact, whatever a client sends. */
    private static Optional<BigDecimal> bounded(BigDecimal number) {
        return number.abs().compareTo(MAX_VALUE) <= 0 && number.scale() <= MAX_VALUE_DECIMALS
                ? Optional.of(number)
                : Optional.empty();
    }
}
