package io.cairn.personalization.decision.rest;

import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.Texts;
import io.cairn.personalization.placement.Placement;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What each field of a request must be, in a body or a query. */
final class RequestFields {
    private static final int MAX_ID_LENGTH = 255;
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,8}");

    private RequestFields() {}

    static String id(String pointer, @Nullable String value) {
        String fault = value == null ? "must be there" : Texts.nameFault(value, MAX_ID_LENGTH);
        if (value == null || fault != null) {
            throw ProblemException.malformed(pointer, String.valueOf(fault));
        }
        return value;
    }

    static int count(String pointer, @Nullable Integer value) {
        int count = value == null ? 1 : value;
        if (count < 1 || count > Placement.MAX_ITEMS) {
            throw ProblemException.malformed(
                    pointer, "must be a whole number from 1 to " + Placement.MAX_ITEMS + ", not " + count);
        }
        return count;
    }

    /** Platforms write {@code de_AT}, too. */
    static @Nullable String locale(String pointer, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        String tag = value.replace('_', '-');
        if (!LOCALE.matcher(tag).matches()) {
            throw ProblemException.malformed(pointer, "must be a language tag such as de or de-AT");
        }
        return tag;
    }
}
