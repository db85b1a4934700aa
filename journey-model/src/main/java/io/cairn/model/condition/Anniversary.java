package io.cairn.model.condition;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The day of the year on which something comes round again. */
final class Anniversary {
    private static final int DATE_LENGTH = "2000-01-31".length();

    private Anniversary() {}

    /**
     * Days from today in the zone to the next anniversary; 0 today. 29 February comes round on the 28th in a common year.
     *
     * @param of an ISO date, a date-time (its date as written), {@code --MM-DD}, or a timestamp (its date in the zone)
     */
    static long daysUntil(Object of, Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        MonthDay day = monthDay(of, zone);
        LocalDate next = day.atYear(today.getYear());
        if (next.isBefore(today)) {
            next = day.atYear(today.getYear() + 1);
        }
        return ChronoUnit.DAYS.between(today, next);
    }

    private static MonthDay monthDay(Object of, ZoneId zone) {
        if (of instanceof Instant instant) {
            return MonthDay.from(LocalDate.ofInstant(instant, zone));
        }
        if (of instanceof String text) {
            try {
                if (isPlainDate(text)) {
                    return plainDate(text);
                }
                if (text.startsWith("--")) {
                    return MonthDay.parse(text);
                }
                DateTimeFormatter format = text.length() > DATE_LENGTH
                        ? DateTimeFormatter.ISO_DATE_TIME
                        : DateTimeFormatter.ISO_LOCAL_DATE;
                return MonthDay.from(format.parse(text));
            } catch (DateTimeException e) {
                // said below
            }
        }
        throw new CelInvalidArgumentException("daysUntil needs a date such as '1990-05-31'");
    }

    /** {@code YYYY-MM-DD}, which a formatter takes twenty times as long to read. */
    private static boolean isPlainDate(String text) {
        if (text.length() != DATE_LENGTH) {
            return false;
        }
        for (int i = 0; i < DATE_LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == 4 || i == 7;
            if (dash ? c != '-' : (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static MonthDay plainDate(String text) {
        int year = Integer.parseInt(text, 0, 4, 10);
        int month = Integer.parseInt(text, 5, 7, 10);
        return MonthDay.from(LocalDate.of(year, month, Integer.parseInt(text, 8, 10, 10)));
    }
}
