package io.cairn.personalization.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An ISO-8601 duration: months, or weeks, days, hours, minutes and seconds of a fixed length.
 *
 * @param months 0 unless it is given in months (and years) alone
 * @param length zero if it is given in months; a day is 24 hours
 */
@Schema(type = SchemaType.STRING, format = "duration", description = "an ISO-8601 duration", examples = "P7D")
public record Span(int months, Duration length) {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    public Span {
        if (months < 0 || length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("must be a duration from PT0S to P36500D");
        }
        if (months != 0 && !length.isZero()) {
            throw new IllegalArgumentException("must be given in months alone, or without months");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Span parse(String text) {
        try {
            if (text.indexOf('T') >= 0) {
                return new Span(0, Duration.parse(text));
            }
            Period period = Period.parse(text);
            long months = period.toTotalMonths();
            long days = period.get(ChronoUnit.DAYS);
            return new Span(Math.toIntExact(months), Duration.ofDays(days));
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an ISO-8601 duration such as P7D, PT1H or P1M", e);
        }
    }

    public boolean isFixed() {
        return months == 0;
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return isFixed() ? text(length) : "P" + months + "M";
    }

    /** As {@link #parse} reads it: whole days as days, where Java would write hours. */
    public static String text(Duration length) {
        return length.equals(Duration.ofDays(length.toDays())) ? "P" + length.toDays() + "D" : length.toString();
    }
}
