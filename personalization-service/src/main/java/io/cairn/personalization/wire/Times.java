package io.cairn.personalization.wire;

import io.cairn.kit.problem.ProblemException;
import io.cairn.model.event.LoggedEvent;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times in queries and bodies. */
public final class Times {
    private Times() {}

    /** A parameter that may be absent. @throws ProblemException 400 naming it */
    public static @Nullable Instant parameter(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            return checked(name, Instant.parse(value));
        } catch (DateTimeException e) {
            throw ProblemException.malformed(
                    name, "must be an ISO-8601 time such as 2026-01-31T12:00:00Z, not '" + value + "'");
        }
    }

    /** @throws ProblemException 400 naming the field, if the time is one that no event can have */
    public static @Nullable Instant checked(String pointer, @Nullable Instant value) {
        if (value != null && (value.isBefore(LoggedEvent.EARLIEST) || value.isAfter(LoggedEvent.LATEST))) {
            throw ProblemException.malformed(pointer, "must be a time from 1970 to 9999");
        }
        return value;
    }
}
