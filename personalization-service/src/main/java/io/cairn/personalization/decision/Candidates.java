package io.cairn.personalization.decision;

import io.cairn.model.condition.Condition;
import io.cairn.model.condition.Facts;
import io.cairn.model.condition.Facts.OfferFacts;
import io.cairn.model.condition.Score;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.catalogue.CompiledRepresentation;
import io.cairn.personalization.catalogue.CompiledRule;
import io.cairn.personalization.decisionlog.HeldOut;
import io.cairn.personalization.offer.Offer;
import io.cairn.personalization.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The candidates that are left for a placement, best first; why the others are out goes into the trace. */
final class Candidates {
    private final Situation situation;
    private final Holdout holdout;
    private final Reservations reservations;
    private final TraceLog trace;
    private final RuleCheck rules;
    private final OfferCheck offers;

    /** @param heldOut where a holdout alone kept something from being a candidate */
    record Left(List<Candidate> bestFirst, List<HeldOut> heldOut) {}

    Candidates(Situation situation, Holdout holdout, Reservations reservations, TraceLog trace) {
        this.situation = situation;
        this.holdout = holdout;
        this.reservations = reservations;
        this.trace = trace;
        this.rules = new RuleCheck(situation);
        this.offers = new OfferCheck(situation);
    }

    Left of(CompiledPlacement placement) {
        List<Candidate> left = new ArrayList<>();
        Set<HeldOut> heldOut = new LinkedHashSet<>();
        for (CompiledRule rule : situation.catalogue().rules()) {
            if (!rule.rule().coversPlacement(placement.key())) {
                continue;
            }
            Optional<Finding> objection = rules.objection(rule);
            if (objection.isPresent()) {
                trace.rule(rule.key(), placement.key(), objection.get());
                continue;
            }
            for (CompiledOffer offer : situation.catalogue().candidates(rule)) {
                Optional<Finding> out = objection(rule, offer, placement);
                if (out.isPresent()) {
                    trace.candidate(offer.key(), rule.key(), placement.key(), out.get());
                    if (out.get().reason() == Reason.HOLDOUT) {
                        heldOut.add(new HeldOut(rule.key(), placement.key()));
                    }
                } else {
                    left.add(candidate(rule, offer, placement));
                }
            }
        }
        left.sort(Candidate.BEST_FIRST);
        return new Left(left, List.copyOf(heldOut));
    }

    /** In the order in which the design lists what a candidate must pass; the holdout last, so that it alone explains. */
    private Optional<Finding> objection(CompiledRule rule, CompiledOffer offer, CompiledPlacement placement) {
        if (reservations.isUsed(offer.key())) {
            return Optional.of(Finding.of(Reason.ALREADY_USED));
        }
        return offers.objection(offer)
                .or(() -> representation(offer, placement).isPresent()
                        ? Optional.empty()
                        : Optional.of(Finding.of(Reason.NO_REPRESENTATION)))
                .or(() -> reservations.objection(offer))
                .or(() -> isHeldOut(rule.rule()) ? Optional.of(Finding.of(Reason.HOLDOUT)) : Optional.empty());
    }

    private boolean isHeldOut(Rule rule) {
        return rule.holdout() != null
                && holdout.holdsOut(
                        rule.key(), rule.holdout(), situation.customer().customerId());
    }

    private Optional<CompiledRepresentation> representation(CompiledOffer offer, CompiledPlacement placement) {
        return offer.representation(
                placement.placement().channel(), situation.request().locale());
    }

    private Candidate candidate(CompiledRule rule, CompiledOffer offer, CompiledPlacement placement) {
        CompiledRepresentation representation = representation(offer, placement).orElseThrow();
        return new Candidate(rule, offer, representation, score(rule.ranking(), offer.offer()));
    }

    private Score score(@org.jspecify.annotations.Nullable Condition ranking, Offer offer) {
        if (ranking == null) {
            return new Score.Of(offer.value());
        }
        Facts facts = situation.facts();
        return ranking.score(new Facts(
                facts.profile(),
                facts.now(),
                facts.zone(),
                facts.context(),
                facts.journeys(),
                facts.consent(),
                new OfferFacts(offer.value(), Set.copyOf(offer.tags()))));
    }
}
