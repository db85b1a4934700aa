package io.cairn.personalization.catalogue;

import io.cairn.kit.etag.EntityTags;
import io.cairn.kit.problem.ProblemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the caller takes the item to be, so that nobody's work is lost.
 *
 * @param match of {@code If-Match}: the item must be there, in one of these versions; null: not asked for
 * @param noneMatch of {@code If-None-Match}: the item must not be there, or be none of these versions; null: not asked for
 */
public record Precondition(@Nullable Set<String> match, @Nullable Set<String> noneMatch) {
    /**
     * Compares with what is there.
     *
     * @param version null if it is not there
     * @param saved by whom and when, in words
     * @throws ProblemException 412
     */
    void check(String name, @Nullable Integer version, String saved) {
        if (match != null && !names(match, version)) {
            throw ProblemException.preconditionFailed(
                    version == null
                            ? "there is no " + name + " that If-Match could name"
                            : name + " was saved in between" + saved + ": its ETag is now \"" + version + "\"");
        }
        if (noneMatch != null && names(noneMatch, version)) {
            throw ProblemException.preconditionFailed(name + " is already there, as If-None-Match says it must not be");
        }
    }

    private static boolean names(Set<String> tags, @Nullable Integer version) {
        return version != null && (tags.contains(EntityTags.ANY) || tags.contains(version.toString()));
    }
}
