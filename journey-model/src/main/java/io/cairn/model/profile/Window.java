package io.cairn.model.profile;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A look back from now in whole buckets: an event counts if its bucket is not before the one that holds
 * {@code now - length}. By UTC hours up to 8 days (192 h), by UTC days up to 400 days.
 *
 * @param length 1 to 192 for hours, 1 to 400 for days
 */
public record Window(int length, Unit unit) {
    /** The longest window in hours, and so how far back hourly buckets are kept. */
    public static final int MAX_HOURS = 192;

    /** The longest window in days, and so how far back daily buckets are kept. */
    public static final int MAX_DAYS = 400;

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,2})([hd])");

    /** The unit as written. Days up to 8 are counted by hours too. */
    public enum Unit {
        HOURS,
        DAYS
    }

    /** @throws IllegalArgumentException if the length is out of the unit's range */
    public Window {
        if (length < 1 || length > (unit == Unit.HOURS ? MAX_HOURS : MAX_DAYS)) {
            throw invalid(length + " " + unit.name().toLowerCase(Locale.ROOT));
        }
    }

    /** Parses {@code 36h} or {@code 30d}. @throws IllegalArgumentException saying what is allowed */
    public static Window parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text);
        }
        return new Window(Integer.parseInt(matcher.group(1)), matcher.group(2).equals("h") ? Unit.HOURS : Unit.DAYS);
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException(
                "a window is 1h to " + MAX_HOURS + "h or 1d to " + MAX_DAYS + "d, not '" + text + "'");
    }

    /** Whether it counts whole UTC hours, rather than whole UTC days. */
    public boolean countsHours() {
        return unit == Unit.HOURS || length <= MAX_HOURS / 24;
    }

    /** The first bucket that counts, in hours or days since 1970 as {@link #countsHours()} says. */
    long firstBucket(Instant now) {
        if (!countsHours()) {
            return Math.floorDiv(now.getEpochSecond(), 86_400L) - length;
        }
        int hours = unit == Unit.HOURS ? length : 24 * length;
        return Math.floorDiv(now.getEpochSecond(), 3_600L) - hours;
    }

    /** The first time, in ms since 1970, at which the window has left a bucket behind. */
    long leavesAt(long bucket) {
        return countsHours()
                ? (bucket + 1 + (unit == Unit.HOURS ? length : 24L * length)) * 3_600_000
                : (bucket + 1 + length) * 86_400_000;
    }

    @Override
    public String toString() {
        return length + (unit == Unit.HOURS ? "h" : "d");
    }
}
