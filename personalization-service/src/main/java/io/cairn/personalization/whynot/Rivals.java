package io.cairn.personalization.whynot;

import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.decision.Decision;
import io.cairn.personalization.decision.Decision.Proposition;
import io.cairn.personalization.decision.Reason;
import io.cairn.personalization.rule.Rule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Those who win in an offer's stead.
 *
 * @param score the offer's own; empty if its ranking gives none
 */
record Rivals(Catalogue catalogue, CompiledOffer offer, Supposed supposed, Decision decision, Optional<Double> score) {

    /** The edit that puts the offer before the one that it is easiest to go before. */
    Edit edit() {
        List<Proposition> chosen = decision.placements().get(0).propositions();
        boolean outranked = Objection.of(decision, offer.key(), supposed.rule().key())
                .filter(objection -> objection.reason() == Reason.OUTRANKED)
                .isPresent();
        // where a better one left no room, going before the last is not enough
        Proposition rival = chosen.get(outranked ? chosen.size() - 1 : 0);
        int priority = catalogue
                .rule(Objects.requireNonNull(rival.rule(), "a fallback outranks nobody"))
                .orElseThrow()
                .rule()
                .priority();
        String goesBefore = "offer '" + rival.offer() + "' of rule '" + rival.rule() + "' goes before it at ";
        if (priority > supposed.priority()) {
            String detail = goesBefore + "priority " + priority + ", rule '"
                    + supposed.rule().key() + "' has " + supposed.priority();
            return new Edit(
                    Change.of(ChangeKind.PRIORITY, detail),
                    before -> before.withPriority(Math.min(priority + 1, Rule.MAX_PRIORITY)));
        }
        String detail = goesBefore + "the same priority " + priority + ": score " + Numbers.text(rival.score()) + " to "
                + Numbers.text(score.orElse(null));
        return Edit.waiving(Change.of(ChangeKind.PRIORITY, detail), Waiver.OTHERS_OF_THE_RULE);
    }
}
