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

    private static final String USUAL = "0000-00-00T00:00:00.000Z";

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

    /** Whether it is as JavaScript writes it, {@code 2026-01-31T12:00:00.000Z}, which takes a tenth of the time to read. */
    private static boolean isUsual(String text) {
        if (text.length() != USUAL.length()) {
            return false;
        }
        for (int i = 0; i < USUAL.length(); i++) {
            char expected = USUAL.charAt(i);
            char c = text.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static Instant usual(String text) {
        return LocalDateTime.of(
                        digits(text, 0, 4),
                        digits(text, 5, 7),
                        digits(text, 8, 10),
                        digits(text, 11, 13),
                        digits(text, 14, 16),
                        digits(text, 17, 19),
                        digits(text, 20, 23) * 1_000_000)
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
