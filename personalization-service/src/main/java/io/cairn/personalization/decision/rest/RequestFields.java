package io.cairn.personalization.decision.rest;

import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.InvalidJsonValue;
import io.cairn.model.json.JsonValues;
import io.cairn.personalization.placement.Placement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What each field of a request must be, in a body or a query. */
public final class RequestFields {
    private static final String CONTEXT = "context.";
    /** In lower case. */
    private static final Set<String> OF_BODIES = Set.of("dryrun", "explain", "at", "repeatoffers");

    /** Those in lower case, without what parts words. */
    private static final Map<String, String> OF_QUERIES = Map.of("requestid", "requestId");

    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,8}");

    private RequestFields() {}

    static int count(String pointer, @Nullable Integer value) {
        int count = value == null ? 1 : value;
        if (count < 1 || count > Placement.MAX_ITEMS) {
            throw ProblemException.malformed(
                    pointer, "must be a whole number from 1 to " + Placement.MAX_ITEMS + ", not " + count);
        }
        return count;
    }

    /** Null if absent. Platforms write {@code de_AT}, too. */
    public static @Nullable String locale(String pointer, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        String tag = value.replace('_', '-');
        if (!LOCALE.matcher(tag).matches()) {
            throw ProblemException.malformed(pointer, "must be a language tag such as de or de-AT");
        }
        return tag;
    }

    /** A count in a query. */
    public static int count(String name, @Nullable String value) {
        try {
            return count(name, value == null ? null : (Integer) Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw ProblemException.malformed(
                    name, "must be a whole number from 1 to " + Placement.MAX_ITEMS + ", not '" + value + "'");
        }
    }

    /**
     * Refuses what looks like a field of a request, and would be passed over: of the body's alone, or spelled in another way.
     * What else a platform adds to an address is no matter of ours.
     */
    static void requireTaken(Set<String> query) {
        for (String name : query) {
            String plain = name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
            if (OF_BODIES.contains(plain)) {
                throw ProblemException.malformed(name, "is not taken here: POST /v1/decisions takes it");
            }
            String meant = OF_QUERIES.get(plain);
            if (meant != null && !meant.equalsIgnoreCase(name)) {
                throw ProblemException.malformed(name, "is spelled " + meant);
            }
        }
    }

    /** What is wrong with a request for one placement, to a caller who asked by a query. */
    public static ProblemException inQuery(ProblemException inBody) {
        return inBody.renamed("/placements/0/key", "placement").renamed("/at", "at");
    }

    /** The texts of all parameters {@code context.NAME}; of one that is given twice, the first. */
    public static Map<String, Object> context(Map<String, List<String>> query) {
        Map<String, String> context = new TreeMap<>();
        query.forEach((name, values) -> {
            if (name.startsWith(CONTEXT)) {
                context.put(name.substring(CONTEXT.length()), values.get(0));
            }
        });
        try {
            return JsonValues.freeze(context, "context");
        } catch (InvalidJsonValue e) {
            throw ProblemException.malformed(e.pointer(), e.detail());
        }
    }
}
