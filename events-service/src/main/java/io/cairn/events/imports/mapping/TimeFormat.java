package io.cairn.events.imports.mapping;

import java.math.BigDecimal;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a column spells times. A local time that a change of clocks skips is as much later; of one that it repeats it is the
 * first.
 */
final class TimeFormat {
    static final String ISO = "iso";

    private static final int MAX_PATTERN = 200;

    /** Epoch times, by how many of their units a second has. */
    private static final Pattern EPOCH = Pattern.compile("epochSeconds|epochMillis|epochMicros");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d{1,9})?");

    /** A date, and perhaps a time, and perhaps an offset; a blank or a T between them: 2026-01-31 12:00:00 UTC. */
    private static final DateTimeFormatter ISO_LIKE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("[['T'][ ]HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .appendPattern("[ ][XXX][XX][X][VV]]")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private final String spelling;
    private final ZoneId zone;
    private final BigDecimal unitsPerSecond;
    private final DateTimeFormatter formatter;

    /**
     * @param spelling {@code iso}, {@code epochSeconds}, {@code epochMillis}, {@code epochMicros} or a pattern of Java's
     *     {@code DateTimeFormatter}, its words in English
     * @param zone of times without an offset
     * @throws IllegalArgumentException if it is no such pattern, or one without a date
     */
    TimeFormat(String spelling, ZoneId zone) {
        this.spelling = spelling;
        this.zone = zone;
        this.unitsPerSecond = !EPOCH.matcher(spelling).matches()
                ? BigDecimal.ZERO
                : switch (spelling) {
                    case "epochSeconds" -> BigDecimal.ONE;
                    case "epochMillis" -> BigDecimal.valueOf(1_000);
                    default -> BigDecimal.valueOf(1_000_000);
                };
        this.formatter = spelling.equals(ISO) || isEpoch() ? ISO_LIKE : pattern(spelling);
    }

    private static DateTimeFormatter pattern(String spelling) {
        if (spelling.length() > MAX_PATTERN) { // each bracket in it takes some of the stack
            throw new IllegalArgumentException("must have at most " + MAX_PATTERN + " characters");
        }
        // smart and not strict, for which yyyy would need an era; the year 2026 is uuuu to it
        DateTimeFormatter formatter;
        try {
            formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(spelling)
                    .toFormatter(Locale.ENGLISH);
        } catch (ClassCastException e) { // the JDK's own, of a pad that a number without a separator follows
            throw new IllegalArgumentException("cannot pad a number that another follows", e);
        }
        String sample = formatter.format(ZonedDateTime.of(2026, 1, 31, 12, 30, 15, 0, ZoneId.of("UTC")));
        TemporalAccessor parsed = formatter.parse(sample);
        if (parsed.query(TemporalQueries.localDate()) == null) {
            throw new IllegalArgumentException("has no day, month and year");
        }
        boolean hasTime = Stream.of(ChronoField.values()).anyMatch(f -> f.isTimeBased() && parsed.isSupported(f));
        if (hasTime && parsed.query(TemporalQueries.localTime()) == null) {
            throw new IllegalArgumentException(
                    "has a time of day without its hour, which is HH, or h with an a for AM or PM");
        }
        return formatter;
    }

    String spelling() {
        return spelling;
    }

    private boolean isEpoch() {
        return unitsPerSecond.signum() > 0;
    }

    /** Empty if the text is no such time. */
    Optional<Instant> parse(String text) {
        try {
            return isEpoch() ? epoch(text) : Optional.of(dated(text));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private Optional<Instant> epoch(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal nanos =
                new BigDecimal(text).multiply(BigDecimal.valueOf(1_000_000_000)).divide(unitsPerSecond);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Optional.of(Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue()));
    }

    private Instant dated(String text) {
        TemporalAccessor parsed = formatter.parse(text);
        requireDay(text, LocalDate.from(parsed));
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(parsed);
        }
        LocalDate date = LocalDate.from(parsed);
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneId said = parsed.query(TemporalQueries.zone());
        LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
        return local.atZone(said == null ? zone : said).toInstant();
    }

    /** A pattern makes the 28th of the 31st of February. @throws DateTimeException if the text names no day that there is */
    private void requireDay(String text, LocalDate date) {
        TemporalAccessor said = formatter.parseUnresolved(text, new ParsePosition(0));
        if (!said.isSupported(ChronoField.DAY_OF_MONTH)) {
            return;
        }
        boolean isMidnightAfter =
                said.isSupported(ChronoField.HOUR_OF_DAY) && said.getLong(ChronoField.HOUR_OF_DAY) == 24;
        LocalDate day = isMidnightAfter ? date.minusDays(1) : date;
        if (said.getLong(ChronoField.DAY_OF_MONTH) != day.getDayOfMonth()) {
            throw new DateTimeException("there is no such day");
        }
    }
}
