package io.cairn.events.imports.mapping;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The format that all times of a column have.
 *
 * @param isLocal whether they name no offset
 * @param isAmbiguous whether another order of day and month fits as well
 */
record TimeGuess(String format, boolean isLocal, boolean isAmbiguous) {
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
            return new TimeGuess("epochSeconds", false, false);
        }
        if (texts.stream().allMatch(text -> text.matches("\\d{12,13}"))) {
            return new TimeGuess("epochMillis", false, false);
        }
        if (texts.stream().allMatch(text -> text.matches("\\d{15,16}"))) {
            return new TimeGuess("epochMicros", false, false);
        }
        if (fits(TimeFormat.ISO, texts)) {
            boolean isLocal =
                    texts.stream().anyMatch(text -> !text.matches("(?i).{10}.*(Z|UTC|[+-]\\d\\d(:?\\d\\d)?)"));
            return new TimeGuess(TimeFormat.ISO, isLocal, false);
        }
        for (String pattern : PATTERNS) {
            if (fits(pattern, texts)) {
                boolean isAmbiguous = pattern.startsWith("M/d") && fits(pattern.replace("M/d", "d/M"), texts);
                return new TimeGuess(pattern, !pattern.endsWith("Z"), isAmbiguous);
            }
        }
        return null;
    }

    private static boolean fits(String format, List<String> texts) {
        TimeFormat time = new TimeFormat(format, ZoneId.of("UTC"));
        return texts.stream().allMatch(text -> time.parse(text).isPresent());
    }

    /** What to look at. */
    List<String> notes(String column) {
        String local =
                "The times in '" + column + "' name no time zone, and are taken for UTC: say /mapping/time/zone.";
        String order = "Is the month first in '" + column + "', as " + format + " says, or the day?";
        return isAmbiguous ? List.of(order, local) : isLocal ? List.of(local) : List.of();
    }
}
