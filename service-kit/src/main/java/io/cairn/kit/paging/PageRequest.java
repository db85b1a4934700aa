package io.cairn.kit.paging;

import io.cairn.kit.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page is asked for.
 *
 * @param limit 1 to {@value #MAX_LIMIT}
 * @param after the position that the page starts after; empty for the first page
 */
public record PageRequest(int limit, Optional<String> after) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 1000;

    /** From the query's {@code limit} and {@code cursor}. @throws ProblemException 400 naming the parameter */
    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(limit(limit), Optional.ofNullable(cursor).map(PageRequest::position));
    }

    /** The cursor that leads to what comes after a position. */
    public static String cursor(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    /** The problem of a cursor that no page gave. */
    public static ProblemException badCursor() {
        return ProblemException.malformed(
                "cursor", "is not a cursor of this list: use the value of \"next\" as it was given");
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ProblemException.malformed(
                "limit", "must be a whole number from 1 to " + MAX_LIMIT + ", not '" + text + "'");
    }

    private static String position(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            String position = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (position.indexOf('\0') >= 0) {
                throw badCursor();
            }
            return position;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw badCursor();
        }
    }
}
