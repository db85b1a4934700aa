package io.cairn.journey.map;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When a map is to be looked at again. */
final class Review {
    /** What is due later than anybody plans is never due. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private Review() {}

    /** @param every the map's {@code reviewEvery}, an ISO-8601 period (in UTC) or duration; null: never */
    static @Nullable Instant dueAfter(Instant seen, @Nullable String every) {
        if (every == null) {
            return null;
        }
        try {
            Instant due = seen.atOffset(ZoneOffset.UTC).plus(amount(every)).toInstant();
            return due.isBefore(NEVER) ? due : null;
        } catch (DateTimeException | ArithmeticException e) {
            return null; // beyond what a calendar holds
        }
    }

    private static TemporalAmount amount(String every) {
        return every.toUpperCase(Locale.ROOT).contains("T") ? Duration.parse(every) : Period.parse(every);
    }
}
