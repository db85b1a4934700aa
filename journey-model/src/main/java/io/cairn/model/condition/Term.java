package io.cairn.model.condition;

import io.cairn.model.profile.Window;
import org.jspecify.annotations.Nullable;

/**
 * What a condition compares with constants: twice the same text has twice the same value.
 *
 * @param event whose count, or time since, it is; null for all else
 * @param window of a count; null: ever
 */
record Term(String text, Kind kind, @Nullable String event, @Nullable Window window) {
    enum Kind {
        /** A whole number from 0, never missing. */
        COUNT,
        /** A duration; missing until the event was seen. */
        SINCE,
        OTHER
    }

    private static final double HOUR = 3_600;

    static Term count(String event, @Nullable Window window) {
        return new Term(
                "count('" + event + "'" + (window == null ? "" : ", '" + window + "'") + ")",
                Kind.COUNT,
                event,
                window);
    }

    static Term since(String event) {
        return new Term("since('" + event + "')", Kind.SINCE, event, null);
    }

    static Term other(String text) {
        return new Term(text, Kind.OTHER, null, null);
    }

    /** The values of numbers, sharpened if only whole ones can be. */
    Values sharpened(Values values) {
        return kind == Kind.COUNT && values instanceof Values.Between b
                ? new Values.Between(
                        b.fromOpen() ? Math.floor(b.from()) + 1 : Math.ceil(b.from()),
                        false,
                        b.toOpen() ? Math.ceil(b.to()) - 1 : Math.floor(b.to()),
                        false)
                : values;
    }

    /** Seconds that the window reaches back for certain. */
    double reach() {
        return window == null ? Double.POSITIVE_INFINITY : hours(window) * HOUR;
    }

    /** Seconds beyond which the window counts nothing: it counts whole buckets. */
    double reachAtMost() {
        return window == null ? Double.POSITIVE_INFINITY : (hours(window) + (window.countsHours() ? 1 : 24)) * HOUR;
    }

    private static double hours(Window window) {
        return window.unit() == Window.Unit.HOURS ? window.length() : 24.0 * window.length();
    }
}
