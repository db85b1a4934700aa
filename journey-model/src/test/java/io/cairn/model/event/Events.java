package io.cairn.model.event;

import io.cairn.model.json.JsonValues;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes events for tests; each has a messageId of its own unless told otherwise. */
public final class Events {
    private static final AtomicLong NEXT = new AtomicLong();

    private String messageId = "m-" + NEXT.incrementAndGet();
    private final EventType type;
    private final @Nullable String name;
    private @Nullable String userId = "u1";
    private @Nullable String anonymousId;
    private Instant at = Instant.parse("2024-03-01T12:00:00Z");
    private Map<String, ?> properties = Map.of();
    private Map<String, ?> traits = Map.of();

    private Events(EventType type, @Nullable String name) {
        this.type = type;
        this.name = name;
    }

    public static Events track(String name) {
        return new Events(EventType.TRACK, name);
    }

    public static Events page(String name) {
        return new Events(EventType.PAGE, name);
    }

    public static Events identify(Map<String, ?> traits) {
        Events events = new Events(EventType.IDENTIFY, null);
        events.traits = traits;
        return events;
    }

    public Events messageId(String id) {
        messageId = id;
        return this;
    }

    public Events user(@Nullable String id) {
        userId = id;
        return this;
    }

    public Events anonymous(@Nullable String id) {
        anonymousId = id;
        return this;
    }

    /** An ISO-8601 time. */
    public Events at(String time) {
        return at(Instant.parse(time));
    }

    public Events at(Instant time) {
        at = time;
        return this;
    }

    /** Plain Java values; they are frozen. */
    public Events properties(Map<String, ?> values) {
        properties = values;
        return this;
    }

    public Events value(Number value) {
        return properties(Map.of("value", value));
    }

    public LoggedEvent event() {
        return new LoggedEvent(
                messageId,
                type,
                name,
                userId,
                anonymousId,
                at,
                JsonValues.freeze(properties, "/properties"),
                JsonValues.freeze(traits, "/traits"));
    }
}
