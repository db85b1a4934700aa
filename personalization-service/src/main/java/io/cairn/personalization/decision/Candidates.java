package io.cairn.personalization.decision;

import io.cairn.model.condition.Condition;
import io.cairn.model.condition.Facts;
import io.cairn.model.condition.Facts.OfferFacts;
import io.cairn.model.condition.Score;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.catalogue.CompiledRepresentation;
import io.cairn.personalization.catalogue.CompiledRule;
import io.cairn.personalization.offer.Offer;
import io.cairn.personalization.rule.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The candidates that are left for a placement, best first; why the others are out goes into the trace. */
final class Candidates {
    private final Situation situation;
    private final Holdout holdout;
    private final Reservations reservations;
    private final TraceLog trace;
    private final RuleCheck rules;
    private final OfferCheck offers;

    Candidates(Situation situation, Holdout holdout, Reservations reservations, TraceLog trace) {
        this.situation = situation;
        this.holdout = holdout;
        this.reservations = reservations;
        this.trace = trace;
        this.rules = new RuleCheck(situation);
        this.offers = new OfferCheck(situation);
    }

    /**
     * Those that are left, best first.
     *
     * @param of which to look at: all cover the placement
     * @param soonest where it notes of those that are out for a time only why, by the keys of rule and offer
     */
    List<Candidate> of(CompiledPlacement placement, Collection<CompiledRule> of, SortedMap<String, Finding> soonest) {
        List<Candidate> left = new ArrayList<>();
        for (CompiledRule rule : of) {
            Optional<Finding> objection = rules.objection(rule);
            if (objection.isPresent()) {
                trace.rule(rule.key(), placement.key(), objection.get());
                continue;
            }
            for (CompiledOffer offer : situation.catalogue().candidates(rule)) {
                candidate(rule, offer, placement, soonest).ifPresent(left::add);
            }
        }
        left.sort(Candidate.BEST_FIRST);
        return left;
    }

    /** @param soonest where it notes the same */
    OneByOne oneByOne(CompiledPlacement placement, SortedMap<String, Finding> soonest) {
        return new OneByOne(placement, soonest);
    }

    /** What rules put up for a placement, each when it is asked for. */
    final class OneByOne {
        private final CompiledPlacement placement;
        private final SortedMap<String, Finding> soonest;
        private final Set<String> rulesOut = new HashSet<>();

        private OneByOne(CompiledPlacement placement, SortedMap<String, Finding> soonest) {
            this.placement = placement;
            this.soonest = soonest;
        }

        /** Empty if the rule does not apply or the offer is out. */
        Optional<Candidate> look(CompiledRule rule, CompiledOffer offer) {
            Optional<Finding> objection = rules.objection(rule);
            if (objection.isEmpty()) {
                return candidate(rule, offer, placement, soonest);
            }
            if (rulesOut.add(rule.key())) {
                trace.rule(rule.key(), placement.key(), objection.get());
            }
            return Optional.empty();
        }
    }

    private Optional<Candidate> candidate(
            CompiledRule rule, CompiledOffer offer, CompiledPlacement placement, SortedMap<String, Finding> soonest) {
        Optional<Finding> out = objection(offer, placement);
        if (out.isEmpty()) {
            return Optional.of(candidate(rule, offer, placement));
        }
        trace.candidate(offer.key(), rule.key(), placement.key(), out.get());
        Instant until =
                Permission.notBefore(placement.placement(), situation, out.get().until());
        if (until != null) {
            // then she will not get it by this rule either
            boolean isOver = !rule.rule().isActive(until) || !offer.offer().isLive(until) || isHeldOut(rule.rule());
            soonest.put(rule.key() + " " + offer.key(), isOver ? out.get().andUntil(null) : out.get());
        }
        return Optional.empty();
    }

    /** In the order in which the design lists what a candidate must pass; a holdout is looked at when it is its turn. */
    private Optional<Finding> objection(CompiledOffer offer, CompiledPlacement placement) {
        if (reservations.isUsed(offer.key())) {
            return Optional.of(Finding.of(Reason.ALREADY_USED));
        }
        return offers.objection(offer)
                .or(() -> representation(offer, placement).isPresent()
                        ? Optional.empty()
                        : Optional.of(Finding.of(Reason.NO_REPRESENTATION)))
                .or(() -> reservations.objection(offer));
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
        return new Candidate(rule, offer, representation, score(rule.ranking(), offer.offer()), isHeldOut(rule.rule()));
    }

    private Score score(@Nullable Condition ranking, Offer offer) {
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
