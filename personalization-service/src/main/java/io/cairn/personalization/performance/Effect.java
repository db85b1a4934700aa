package io.cairn.personalization.performance;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.cairn.personalization.rule.Goal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a rule brings about: how many of those who were handed something by it met its goal, and how many of those who would have
 * been but for its holdout.
 *
 * @param goal what they are to do, within how long after the rule first had something for them
 * @param from of those first decisions, inclusive; null: from the first of all
 * @param to of those first decisions, exclusive; null: to the last of all
 * @param both who of both groups was handed something and held out, as the share changed or ids were joined: she is in that of the
 *     first, as those who come back are others than those who do not
 * @param difference of the treated's rate to that of those held out
 */
@JsonPropertyOrder({"rule", "goal", "from", "to", "treated", "heldOut", "both", "difference"})
public record Effect(
        String rule,
        Goal goal,
        @Schema(nullable = true) @Nullable Instant from,
        @Schema(nullable = true) @Nullable Instant to,
        Group treated,
        Group heldOut,
        long both,
        Difference difference) {
    /**
     * Some customers, each once.
     *
     * @param customers who had all the time for it
     * @param met who of them met the goal
     * @param waiting who has time left for it, so is not among {@code customers}
     * @param unknown of whom the profile does not tell any more, or is not there; not among {@code customers}
     */
    public record Group(long customers, Rate met, long waiting, long unknown) {}
}
