package io.cairn.personalization.population;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What publishing a draft would do at this moment.
 *
 * @param customers all there are
 * @param moves of those who would move, the most first
 */
public record Preview(long customers, List<Move> moves) {
    /**
     * @param from null: from no stage
     * @param to null: to no stage
     */
    public record Move(
            @Schema(nullable = true) @Nullable String from,
            @Schema(nullable = true) @Nullable String to,
            long customers) {}

    /** Copies the moves. */
    public Preview {
        moves = List.copyOf(moves);
    }
}
