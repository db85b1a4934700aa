package io.cairn.model.condition;

import io.cairn.model.event.LoggedEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether something holds, and until when it surely goes on so.
 *
 * @param until in ms since 1970, or {@link #FOREVER}; while no event arrives, each whole millisecond before it has the
 *     same answer
 */
public record Outlook(boolean holds, long until) {
    /** Time alone changes nothing. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** The moment at which it may change; empty if never, or after {@link LoggedEvent#LATEST}. */
    public Optional<Instant> nextMoment() {
        return until > LoggedEvent.LATEST.toEpochMilli() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until));
    }

    Outlook and(Outlook other) {
        return combined(other, false);
    }

    Outlook or(Outlook other) {
        return combined(other, true);
    }

    /** One side that is {@code decisive} decides as long as it lasts, whatever becomes of the other. */
    private Outlook combined(Outlook other, boolean decisive) {
        if (holds == decisive && other.holds == decisive) {
            return new Outlook(decisive, Math.max(until, other.until));
        } else if (holds == decisive) {
            return this;
        } else if (other.holds == decisive) {
            return other;
        }
        return new Outlook(!decisive, Math.min(until, other.until));
    }
}
