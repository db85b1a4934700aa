package io.cairn.kit.etag;

import io.cairn.kit.problem.ProblemException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the headers that guard against lost updates (RFC 9110 §13.1): the texts of the ETags named, without quotes. */
public final class EntityTags {
    /** Stands for any ETag. */
    public static final String ANY = "*";

    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(?:,|$)");

    private EntityTags() {}

    /**
     * Of {@code If-Match}, which compares strongly: a weak tag matches nothing, and is left out.
     *
     * @return null if there is no such header
     * @throws ProblemException 400 naming the header
     */
    public static @Nullable Set<String> ifMatch(@Nullable String value) {
        return read("If-Match", value, false);
    }

    /**
     * Of {@code If-None-Match}, which compares weakly: a weak tag stands for the strong one.
     *
     * @return null if there is no such header
     * @throws ProblemException 400 naming the header
     */
    public static @Nullable Set<String> ifNoneMatch(@Nullable String value) {
        return read("If-None-Match", value, true);
    }

    private static @Nullable Set<String> read(String header, @Nullable String value, boolean weak) {
        if (value == null) {
            return null;
        }
        if (value.strip().equals(ANY)) {
            return Set.of(ANY);
        }
        Set<String> tags = new HashSet<>();
        Matcher tag = TAG.matcher(value);
        int end = 0;
        while (tag.lookingAt()) {
            // "*" in quotes is a tag like any other, and none of ours
            if ((tag.group(1) == null || weak) && !tag.group(2).equals(ANY)) {
                tags.add(tag.group(2));
            }
            end = tag.end();
            tag.region(end, value.length());
        }
        if (end < value.length() || end == 0) {
            throw ProblemException.malformed(header, "must be * or ETags in quotes, such as \"3\"");
        }
        return tags;
    }
}
