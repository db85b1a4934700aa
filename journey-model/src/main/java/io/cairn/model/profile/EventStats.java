package io.cairn.model.profile;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a profile holds of the events of one name. Immutable. */
public final class EventStats {
    /** One of the latest events; {@code properties} are frozen JSON values. */
    public record RecentEvent(Instant at, Map<String, Object> properties) {}

    public static final int MAX_RECENT = 20;

    /** How many, ever. At least 1. */
    public long count() {
        throw new UnsupportedOperationException("helper B");
    }

    /** The exact sum of the events' values, ever. */
    public BigDecimal total() {
        throw new UnsupportedOperationException("helper B");
    }

    public Instant first() {
        throw new UnsupportedOperationException("helper B");
    }

    public Instant last() {
        throw new UnsupportedOperationException("helper B");
    }

    /** The latest {@value #MAX_RECENT}, newest first. */
    public List<RecentEvent> recent() {
        throw new UnsupportedOperationException("helper B");
    }

    /** How many in the window that ends at {@code now}. */
    public long count(Window window, Instant now) {
        throw new UnsupportedOperationException("helper B");
    }

    /** The exact sum of values in the window that ends at {@code now}. */
    public BigDecimal total(Window window, Instant now) {
        throw new UnsupportedOperationException("helper B");
    }
}
