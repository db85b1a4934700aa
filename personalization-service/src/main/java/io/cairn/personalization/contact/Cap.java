package io.cairn.personalization.contact;

import io.cairn.personalization.wire.FieldFaults;
import io.cairn.personalization.wire.Span;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How often at most.
 *
 * @param limit 0 (never) to 1,000,000,000
 * @param per absent: ever. Sliding: up to P400D. Calendar: P1D, P7D (or P1W; from Monday) or P1M
 * @param scope absent: customer
 * @param window absent: sliding
 * @param countOn absent: decision; the only one where scope is total
 */
@Schema(requiredProperties = "limit")
public record Cap(
        @Schema(minimum = "0", maximum = "1000000000", examples = "2") @Nullable Integer limit,
        @Nullable Span per,
        CapScope scope,
        CapWindow window,
        CountOn countOn) {
    private static final Duration LONGEST = Duration.ofDays(400);
    public static final int MAX_LIMIT = 1_000_000_000;

    /** A day, week or month of the customer's calendar. */
    public enum CalendarUnit {
        DAY,
        WEEK,
        MONTH
    }

    public Cap {
        scope = scope == null ? CapScope.CUSTOMER : scope;
        window = window == null ? CapWindow.SLIDING : window;
        countOn = countOn == null ? CountOn.DECISION : countOn;
        FieldFaults faults = new FieldFaults();
        faults.check(
                limit != null && limit >= 0 && limit <= MAX_LIMIT,
                "limit",
                "must be a whole number from 0 to " + MAX_LIMIT);
        if (scope == CapScope.TOTAL) {
            faults.check(per == null, "per", "must be absent where scope is total: a total never expires");
            faults.check(window == CapWindow.SLIDING, "window", "must be absent where scope is total");
            faults.check(
                    countOn == CountOn.DECISION,
                    "countOn",
                    "must be absent where scope is total: a total counts from the decision, and only failed gives back");
        } else if (window == CapWindow.CALENDAR) {
            faults.check(
                    per != null && calendarUnit(per) != null,
                    "per",
                    "must be P1D, P7D, P1W or P1M in a calendar window");
        } else if (per != null) {
            faults.check(
                    per.isFixed() && !per.length().isZero() && per.length().compareTo(LONGEST) <= 0,
                    "per",
                    "must be longer than PT0S and at most P400D, without months, in a sliding window");
        }
        faults.orThrow();
    }

    /** The calendar window's unit; null for any other cap. */
    public @Nullable CalendarUnit calendarUnit() {
        return window == CapWindow.CALENDAR && per != null ? calendarUnit(per) : null;
    }

    private static @Nullable CalendarUnit calendarUnit(Span per) {
        if (per.months() == 1) {
            return CalendarUnit.MONTH;
        }
        if (per.isFixed() && per.length().equals(Duration.ofDays(1))) {
            return CalendarUnit.DAY;
        }
        return per.isFixed() && per.length().equals(Duration.ofDays(7)) ? CalendarUnit.WEEK : null;
    }
}
