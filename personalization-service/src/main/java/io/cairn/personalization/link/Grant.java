package io.cairn.personalization.link;

import io.cairn.kit.profile.HashedIds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a signed URL allows: to ask for the next best action at some placements, for a time.
 *
 * @param placements their keys, 1 to 20
 * @param expiresAt to the second
 * @param customerId for whom alone; null: for any customer
 * @param requestId of whatever is asked for her, so that it is decided once for each placement however often; null: for any customer
 */
public record Grant(
        List<String> placements, Instant expiresAt, @Nullable String customerId, @Nullable String requestId) {
    public static final int MAX_PLACEMENTS = 20;

    public Grant {
        placements = List.copyOf(placements);
        if (placements.isEmpty() || placements.size() > MAX_PLACEMENTS) {
            throw new IllegalArgumentException("placements must be 1 to " + MAX_PLACEMENTS + " keys");
        }
        if ((customerId == null) != (requestId == null)) {
            throw new IllegalArgumentException("customerId and requestId go together");
        }
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Whether it is good for whom this id means. */
    public boolean isFor(String id) {
        return customerId == null || HashedIds.canonical(customerId).equals(HashedIds.canonical(id));
    }
}
