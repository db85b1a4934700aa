package io.cairn.journey.map;

import io.cairn.kit.problem.ProblemException;
import java.util.regex.Pattern;

/** The form of a journey's key. */
final class JourneyKey {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private JourneyKey() {}

    /** @throws ProblemException 400 unless the text is a key */
    static void check(String key) {
        if (!FORM.matcher(key).matches()) {
            throw ProblemException.malformed("key", "must be 1 to 63 of a-z, 0-9 and -, and not start with -");
        }
    }
}
