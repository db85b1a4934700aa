package io.cairn.events.imports.mapping;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The format that the times of a column have: all of them, or else most.
 *
 * @param isLocal whether they name no offset
 * @param isAmbiguous whether another order of day and month fits as well
 * @param misfits how many have another
 */
record TimeGuess(String format, boolean isLocal, boolean isAmbiguous, int misfits) {
    /** At most one in so many may have another format: it may be a slip. */
    private static final int SLIPS = 4;

    private static final List<String> PATTERNS = List.of(
            "dd.MM.yyyy HH:mm:ss",
            "dd.MM.yyyy HH:mm",
            "dd.MM.yyyy",
            "d.M.yyyy H:mm",
            "d.M.yyyy",
            "M/d/yyyy H:mm:ss",
            "M/d/yyyy H:mm",
            "M/d/yyyy h:mm:ss a",
            "M/d/yyyy h:mm a",
            "M/d/yyyy",
            "d/M/yyyy H:mm:ss",
            "d/M/yyyy H:mm",
            "d/M/yyyy",
            "yyyy/MM/dd HH:mm:ss",
            "yyyy/MM/dd HH:mm",
            "yyyy/MM/dd",
            "yyyyMMddHHmmss",
            "yyyyMMdd",
            "MMM d, yyyy h:mm a",
            "MMM d, yyyy",
            "d MMM yyyy HH:mm",
            "d MMM yyyy",
            "EEE, d MMM yyyy HH:mm:ss Z");

    /** Null if no format that is known fits. */
    static @Nullable TimeGuess of(List<String> texts) {
        if (texts.isEmpty()) {
            return null;
        }
        if (texts.stream().allMatch(text -> text.matches("\\d{9,10}(\\.\\d+)?"))) {
            return new TimeGuess("epochSeconds", false, false, 0);
        }
        if (texts.stream().allMatch(text -> text.matches("\\d{12,13}"))) {
            return new TimeGuess("epochMillis", false, false, 0);
        }
        if (texts.stream().allMatch(text -> text.matches("\\d{15,16}"))) {
            return new TimeGuess("epochMicros", false, false, 0);
        }
        String best = TimeFormat.ISO;
        int misfits = misfits(best, texts);
        for (String pattern : PATTERNS) {
            int fewer = misfits == 0 ? 0 : misfits(pattern, texts);
            if (fewer < misfits) {
                best = pattern;
                misfits = fewer;
            }
        }
        if (misfits * SLIPS > texts.size()) {
            return null;
        }
        boolean isAmbiguous = best.startsWith("M/d") && misfits(best.replace("M/d", "d/M"), texts) <= misfits;
        return new TimeGuess(best, isLocal(best, texts), isAmbiguous, misfits);
    }

    private static boolean isLocal(String format, List<String> texts) {
        return format.equals(TimeFormat.ISO)
                ? texts.stream().anyMatch(text -> !text.matches("(?i).{10}.*(Z|UTC|[+-]\\d\\d(:?\\d\\d)?)"))
                : !format.endsWith("Z");
    }

    private static int misfits(String format, List<String> texts) {
        TimeFormat time = new TimeFormat(format, ZoneId.of("UTC"));
        return (int) texts.stream().filter(text -> time.parse(text).isEmpty()).count();
    }

    /** What to look at. */
    List<String> notes(String column) {
        List<String> notes = new ArrayList<>();
        String local =
                "The times in '" + column + "' name no time zone, and are taken for UTC: say /mapping/time/zone.";
        String order = "Is the month first in '" + column + "', as " + format + " says, or the day?";
        if (misfits > 0) {
            notes.add("Of the first rows " + misfits + " are rejected, as what they have in '" + column + "' is no "
                    + format + ".");
        }
        if (isAmbiguous) {
            notes.add(order);
        }
        if (isLocal) {
            notes.add(local);
        }
        return notes;
    }
}
