package io.cairn.personalization.decision;

import io.cairn.model.condition.Score;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledRepresentation;
import io.cairn.personalization.catalogue.CompiledRule;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An offer that a rule puts up for a placement and that the customer may see there.
 *
 * @param score what the rule's ranking gave, or the offer's value where it has none
 * @param isHeldOut whether she is held out of the rule, and so does not get it where it would be her turn
 */
record Candidate(
        CompiledRule rule, CompiledOffer offer, CompiledRepresentation representation, Score score, boolean isHeldOut) {
    /** Higher priority, then higher score, those without any last, then the offer's key; the rule's, for certainty. */
    static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(
                    (Candidate candidate) -> candidate.rule().rule().priority())
            .reversed()
            .thenComparing(Candidate::number, Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(candidate -> candidate.offer().key())
            .thenComparing(candidate -> candidate.rule().key());

    /** The score's number; null where the ranking gave none. */
    @Nullable
    Double number() {
        return score instanceof Score.Of of ? (Double) of.value() : null;
    }
}
