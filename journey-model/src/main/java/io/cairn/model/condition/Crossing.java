package io.cairn.model.condition;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a comparison of times or durations changes, one of which grows with now: {@code since('purchase') > days(60)}.
 *
 * @param grows whether the left side less the right one grows by as much as now does, else it shrinks by as much
 */
record Crossing(CelProgram left, Comparison comparison, CelProgram right, boolean grows) implements Changes {

    @Override
    public long next(Evaluation evaluation) {
        Duration difference = difference(left.run(evaluation), right.run(evaluation));
        if (difference == null) { // missing or no times, now and later
            return Outlook.FOREVER;
        }
        int sign = Integer.signum(difference.compareTo(Duration.ZERO));
        int later = grows ? 1 : -1;
        Instant now = evaluation.facts().now();
        if (sign == later) {
            return Outlook.FOREVER;
        }
        if (sign == 0) {
            return comparison.holds(0) == comparison.holds(later) ? Outlook.FOREVER : after(now);
        }
        try {
            Instant equal = grows ? now.minus(difference) : now.plus(difference);
            boolean whole = equal.equals(equal.truncatedTo(ChronoUnit.MILLIS));
            if (whole && comparison.holds(0) != comparison.holds(sign)) {
                return equal.toEpochMilli();
            }
            return comparison.holds(later) == comparison.holds(sign) ? Outlook.FOREVER : after(equal);
        } catch (DateTimeException | ArithmeticException e) { // millions of years away
            return Outlook.FOREVER;
        }
    }

    /** The first whole millisecond after it. */
    private static long after(Instant moment) {
        return moment.toEpochMilli() + 1;
    }

    private static @Nullable Duration difference(Object left, Object right) {
        if (left instanceof Instant one && right instanceof Instant other) {
            return Duration.between(other, one);
        } else if (left instanceof Duration one && right instanceof Duration other) {
            return one.minus(other);
        }
        return null;
    }
}
