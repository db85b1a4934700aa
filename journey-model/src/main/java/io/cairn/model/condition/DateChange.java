package io.cairn.model.condition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * When {@code daysUntil} changes, at a midnight of the customer's, so much that what it is compared with is passed.
 *
 * @param days the whole call
 * @param comparison null: any change of it counts
 */
record DateChange(CelProgram days, @Nullable Comparison comparison, double comparedWith) implements Changes {

    @Override
    public long next(Evaluation evaluation) {
        if (!(days.run(evaluation) instanceof Long until)) { // missing or no date, now and later
            return Outlook.FOREVER;
        }
        return startOfDay(evaluation.facts().now(), evaluation.facts().zone(), daysToChange(until.intValue()));
    }

    /** Days count down to 0, and then start again near 365. */
    private int daysToChange(int until) {
        Comparison compared = comparison;
        if (compared == null) {
            return 1;
        }
        boolean holds = compared.holds(until, comparedWith);
        for (int days = 1; days <= until; days++) {
            if (compared.holds(until - days, comparedWith) != holds) {
                return days;
            }
        }
        return until + 1;
    }

    /** When the day begins that is so many days from now; earlier if clocks are turned back to yesterday before. */
    static long startOfDay(Instant now, ZoneId zone, long days) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        ZonedDateTime start = today.plusDays(days).atStartOfDay(zone);
        if (!start.toInstant().isAfter(now)) { // a midnight that comes twice
            start = start.withLaterOffsetAtOverlap();
        }
        Instant begins = start.toInstant();
        ZoneOffsetTransition transition = zone.getRules().nextTransition(now);
        if (transition != null
                && transition.getInstant().isBefore(begins)
                && transition.getDateTimeAfter().toLocalDate().isBefore(today)) {
            begins = transition.getInstant();
        }
        return begins.toEpochMilli();
    }
}
