package io.cairn.personalization.link;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a signed URL allows: to ask for the next best action of any customer at some placements, for a time.
 *
 * @param placements their keys, 1 to 20
 * @param expiresAt to the second
 */
public record Grant(List<String> placements, Instant expiresAt) {
    public static final int MAX_PLACEMENTS = 20;

    public Grant {
        placements = List.copyOf(placements);
        if (placements.isEmpty() || placements.size() > MAX_PLACEMENTS) {
            throw new IllegalArgumentException("placements must be 1 to " + MAX_PLACEMENTS + " keys");
        }
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    }
}
