package io.cairn.journey.map;

import io.cairn.kit.etag.EntityTags;
import io.cairn.kit.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the caller takes the draft to be, so that nobody's work is lost.
 *
 * @param match {@code If-Match}: the draft must be there, and of one of these ETags; null: not asked for
 * @param noneMatch {@code If-None-Match}: the draft must not be there, or of none of these ETags; null: not asked for
 */
public record Precondition(@Nullable Set<String> match, @Nullable Set<String> noneMatch) {
    /** The ETag's text, without quotes, of a journey's draft. */
    public static String tag(Journey journey) {
        return Long.toString(journey.revision());
    }

    /**
     * @throws LostUpdate if the draft is another than the caller takes it to be
     * @throws ProblemException 412 if there is none, or one that must not be there
     */
    void check(String key, Optional<Journey> current) {
        if (match != null && current.filter(journey -> names(match, journey)).isEmpty()) {
            Journey journey = current.orElseThrow(() -> ProblemException.preconditionFailed(
                    "there is no journey '" + key + "', so none that If-Match could name"));
            throw new LostUpdate(journey, match);
        }
        if (noneMatch != null
                && current.filter(journey -> names(noneMatch, journey)).isPresent()) {
            throw ProblemException.preconditionFailed(
                    "the journey '" + key + "' is there already, with the ETag that If-None-Match excludes");
        }
    }

    private static boolean names(Set<String> tags, Journey journey) {
        return tags.contains(EntityTags.ANY) || tags.contains(tag(journey));
    }
}
