package io.cairn.events.retention;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * For how long events are kept in the log.
 *
 * @param period of at least {@value #MIN_DAYS} days and at most {@value #MAX_YEARS} years, a month taken for 30 days
 */
record Retention(Period period) {
    static final int MIN_DAYS = 30;
    static final int MAX_YEARS = 100;

    private static final int DAYS_OF_MONTH = 30;

    /** @throws IllegalArgumentException if the period is out of its range */
    Retention {
        long days = period.toTotalMonths() * DAYS_OF_MONTH + period.getDays();
        boolean mixed = period.getYears() < 0 || period.getMonths() < 0 || period.getDays() < 0;
        if (mixed || days < MIN_DAYS || days > MAX_YEARS * 12L * DAYS_OF_MONTH) {
            throw invalid(period.toString());
        }
    }

    /** Parses {@code 730d}, or an ISO-8601 period of years, months, weeks and days such as {@code P25M}. */
    static Retention parse(String text) {
        String trimmed = text.strip().toUpperCase(Locale.ROOT);
        try {
            return new Retention(Period.parse(trimmed.matches("[0-9]{1,6}D") ? "P" + trimmed : trimmed));
        } catch (DateTimeException | ArithmeticException e) {
            throw invalid(text);
        }
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("cairn.log.retention must be a period of " + MIN_DAYS + " days to "
                + MAX_YEARS + " years such as P25M or 730d, not '" + text + "'");
    }

    /** From when on events are kept: whole months (UTC), so the beginning of that in which the period began. */
    Instant since(Instant now) {
        LocalDate day = now.atOffset(ZoneOffset.UTC).toLocalDate().minus(period);
        return YearMonth.from(day).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
