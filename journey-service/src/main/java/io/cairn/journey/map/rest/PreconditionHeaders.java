package io.cairn.journey.map.rest;

import io.cairn.journey.map.Precondition;
import io.cairn.kit.problem.ProblemException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The headers that guard against lost updates (RFC 9110 §13), for {@code @BeanParam}. */
public class PreconditionHeaders {
    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(?:,|$)");

    @HeaderParam(HttpHeaders.IF_MATCH)
    @Parameter(description = "the ETag of the draft as you read it, quotes included; 412 if it was saved in between")
    @Nullable
    String ifMatch;

    @HeaderParam(HttpHeaders.IF_NONE_MATCH)
    @Parameter(description = "`*`: only if there is no such journey yet, else 412")
    @Nullable
    String ifNoneMatch;

    /** @throws ProblemException 400 naming the header */
    Precondition precondition() {
        // RFC 9110: If-Match compares strongly, so a weak tag matches nothing; If-None-Match compares weakly
        return new Precondition(
                tags(HttpHeaders.IF_MATCH, ifMatch, false), tags(HttpHeaders.IF_NONE_MATCH, ifNoneMatch, true));
    }

    private static @Nullable Set<String> tags(String header, @Nullable String value, boolean weak) {
        if (value == null) {
            return null;
        }
        if (value.strip().equals(Precondition.ANY)) {
            return Set.of(Precondition.ANY);
        }
        Set<String> tags = new HashSet<>();
        Matcher tag = TAG.matcher(value);
        int end = 0;
        while (tag.lookingAt()) {
            // "*" in quotes is a tag like any other, and none of ours
            if ((tag.group(1) == null || weak) && !tag.group(2).equals(Precondition.ANY)) {
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
