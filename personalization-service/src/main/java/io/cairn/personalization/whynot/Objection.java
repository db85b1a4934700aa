package io.cairn.personalization.whynot;

import io.cairn.personalization.decision.Decision;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import io.cairn.personalization.decision.Decision.Proposition;
import io.cairn.personalization.decision.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a decision has against an offer of a rule.
 *
 * @param detail which cap, which field
 */
record Objection(Reason reason, @Nullable String detail) {
    /** Empty if the rule does not even cover the placement. */
    static Optional<Objection> of(Decision decision, String offer, String rule) {
        Optional<Objection> toRule = decision.trace().rules().stream()
                .filter(ruled -> ruled.rule().equals(rule))
                .map(ruled -> new Objection(ruled.reason(), ruled.detail()))
                .findFirst();
        return toRule.or(() -> decision.trace().candidates().stream()
                .filter(considered -> considered.offer().equals(offer) && rule.equals(considered.rule()))
                .map(considered -> new Objection(considered.reason(), considered.detail()))
                .findFirst());
    }

    /** What a decision of one placement hands out of an offer by a rule; empty if the offer does not win. */
    static Optional<Proposition> winning(Decision decision, String offer) {
        PlacementDecision placement = decision.placements().get(0);
        return placement.propositions().stream()
                .filter(proposition -> proposition.offer().equals(offer) && proposition.rule() != null)
                .findFirst();
    }
}
