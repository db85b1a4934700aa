package io.cairn.model.profile;

/**
 * A look back from now in whole buckets: an event counts if its bucket is not before the one that holds
 * {@code now - length}. By UTC hours up to 8 days (192 h), by UTC days up to 400 days.
 *
 * @param length 1 to 192 for hours, 1 to 400 for days
 */
public record Window(int length, Unit unit) {
    /** The unit as written. Days up to 8 are counted by hours too. */
    public enum Unit {
        HOURS,
        DAYS
    }

    /** Parses {@code 36h} or {@code 30d}; an IllegalArgumentException says what is allowed. */
    public static Window parse(String text) {
        throw new UnsupportedOperationException("helper B");
    }
}
