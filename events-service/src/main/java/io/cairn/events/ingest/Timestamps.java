package io.cairn.events.ingest;

import io.cairn.model.event.LoggedEvent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** When an event happened, by our clock. */
final class Timestamps {
    /** ISO-8601 with an offset, in any of its spellings: {@code Z}, {@code +02:00}, {@code +0200}, {@code +02}. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final String TO_THE_SECOND = "0000-00-00T00:00:00";
    private static final int SECOND_ENDS = TO_THE_SECOND.length();
    private static final int MOST_DIGITS = 9;

    private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");

    /** @param clamped whether it was in the future */
    record Corrected(Instant at, boolean clamped) {}

    private Timestamps() {}

    /** Empty if the text is no ISO-8601 time with an offset, of the years 0 to 9999. */
    static Optional<Instant> parse(String text) {
        try {
            Instant at = isUsual(text) ? usual(text) : Instant.from(ISO.parse(text));
            return at.isBefore(YEAR_0) || at.isAfter(LoggedEvent.LATEST) ? Optional.empty() : Optional.of(at);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether it is as JavaScript and Java write it, {@code 2026-01-31T12:00:00Z} with or without a fraction of a second, which
     * takes a tenth of the time to read.
     */
    private static boolean isUsual(String text) {
        int end = text.length() - 1;
        int fraction = end - SECOND_ENDS - 1;
        if (end < SECOND_ENDS || text.charAt(end) != 'Z' || fraction == 0 || fraction > MOST_DIGITS) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char expected = i < SECOND_ENDS ? TO_THE_SECOND.charAt(i) : i == SECOND_ENDS ? '.' : '0';
            char c = text.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static Instant usual(String text) {
        int nanos = 0;
        for (int i = 1; i <= MOST_DIGITS; i++) {
            int digit = SECOND_ENDS + i;
            nanos = 10 * nanos + (digit < text.length() - 1 ? text.charAt(digit) - '0' : 0);
        }
        return LocalDateTime.of(
                        digits(text, 0, 4),
                        digits(text, 5, 7),
                        digits(text, 8, 10),
                        digits(text, 11, 13),
                        digits(text, 14, 16),
                        digits(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    /**
     * Corrects the sender's clock: what it said the time was when it sent the event, against when the event came. An
     * event from the future happened when it was received. To the millisecond.
     */
    static Corrected correct(Optional<Instant> timestamp, Optional<Instant> sentAt, Instant receivedAt) {
        Instant received = receivedAt.truncatedTo(ChronoUnit.MILLIS);
        Duration skew = sentAt.map(sent -> Duration.between(sent, receivedAt)).orElse(Duration.ZERO);
        Instant at = timestamp
                .map(said -> said.plus(skew).truncatedTo(ChronoUnit.MILLIS))
                .orElse(received);
        return at.isAfter(received) ? new Corrected(received, true) : new Corrected(at, false);
    }
}
