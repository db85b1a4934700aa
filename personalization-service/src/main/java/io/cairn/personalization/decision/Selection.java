package io.cairn.personalization.decision;

import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.catalogue.Tier;
import io.cairn.personalization.content.Rendering;
import io.cairn.personalization.customer.Position;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import io.cairn.personalization.decision.Decision.Proposition;
import io.cairn.personalization.decisionlog.HeldOut;
import io.cairn.personalization.placement.Placement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Selects what a placement shows. In full it looks at every candidate, so that the trace says of each why it is out. Else
 * it goes through the rules by priority, and within one through their offers by value where no ranking says otherwise, and no
 * further than to where the placement is full: what is below cannot win.
 */
final class Selection {
    private final Situation situation;
    private final boolean inFull;
    private final Reservations reservations;
    private final TraceLog trace;
    private final Candidates candidates;
    private final Contents contents;
    private final Fallbacks fallbacks;
    private final Set<HeldOut> heldOut = new LinkedHashSet<>();

    Selection(Situation situation, boolean inFull, Holdout holdout, Reservations reservations, TraceLog trace) {
        this.situation = situation;
        this.inFull = inFull;
        this.reservations = reservations;
        this.trace = trace;
        this.candidates = new Candidates(situation, holdout, reservations, trace);
        this.contents = new Contents(situation);
        this.fallbacks = new Fallbacks(situation, reservations, trace);
    }

    /** Where a holdout alone kept from her what she would have got. */
    List<HeldOut> heldOut() {
        return List.copyOf(heldOut);
    }

    PlacementDecision decide(CompiledPlacement compiled, int count) {
        Placement placement = compiled.placement();
        Permission permission = Permission.of(placement, situation, reservations.contacts());
        Finding forbidden = permission.forbidden();
        if (forbidden != null) {
            if (inFull) {
                candidates
                        .of(compiled, situation.catalogue().rules(compiled), new TreeMap<>())
                        .forEach(candidate -> out(candidate, placement, forbidden));
            }
            return fallbacks.decide(compiled, Optional.of(forbidden), permission.notBefore(), null);
        }
        int before = heldOut.size();
        Filling filling = new Filling(placement, Math.min(count, placement.maxItems()), permission);
        SortedMap<String, Finding> soonest = new TreeMap<>();
        if (inFull) {
            candidates
                    .of(compiled, situation.catalogue().rules(compiled), soonest)
                    .forEach(filling::consider);
        } else {
            for (Tier tier : tiers(compiled)) {
                fill(filling, compiled, tier, soonest);
                if (filling.isFull()) {
                    break;
                }
            }
        }
        if (!filling.chosen.isEmpty()) {
            return PlacementDecision.chosen(placement.key(), filling.chosen);
        }
        // an effect could not be measured if those held out were sent something instead
        Optional<Finding> why = heldOut.size() == before ? Optional.empty() : Optional.of(Finding.of(Reason.HOLDOUT));
        // by their keys, so that of two that end together it is the same one in whichever order they were looked at
        return fallbacks.decide(
                compiled,
                why,
                null,
                soonest.values().stream().reduce(Finding::sooner).orElse(null));
    }

    private List<Tier> tiers(CompiledPlacement placement) {
        return situation.catalogue().tiers(placement, journey -> Optional.ofNullable(
                        situation.journeys().positions().get(journey))
                .map(Position::stage));
    }

    /** Takes what a tier has for a placement: one by one where their order is known, so that few are looked at. */
    private void fill(Filling filling, CompiledPlacement placement, Tier tier, SortedMap<String, Finding> soonest) {
        List<Tier.PutUp> bestFirst = tier.bestFirst();
        if (bestFirst == null) {
            candidates.of(placement, tier.rules(), soonest).forEach(filling::consider);
            return;
        }
        Candidates.OneByOne oneByOne = candidates.oneByOne(placement, soonest);
        for (Tier.PutUp next : bestFirst) {
            if (filling.isFull()) {
                return;
            }
            oneByOne.look(next.rule(), next.offer()).ifPresent(filling::consider);
        }
    }

    /** Keeps the offers of an answer that will be given again from other placements. */
    void expect(CompiledPlacement compiled, PlacementDecision earlier) {
        if (Permission.toRepeat(compiled.placement(), earlier, situation).forbidden() == null) {
            reservations.repeat(earlier);
        }
    }

    /** Gives an answer again, unless she may not be contacted any more, or not now; its contacts are counted already. */
    PlacementDecision repeat(CompiledPlacement compiled, PlacementDecision earlier) {
        Placement placement = compiled.placement();
        Permission permission = Permission.toRepeat(placement, earlier, situation);
        Finding forbidden = permission.forbidden();
        if (forbidden == null) {
            reservations.repeat(earlier);
            return earlier;
        }
        for (Proposition proposition : earlier.propositions()) {
            trace.candidate(proposition.offer(), proposition.rule(), placement.key(), forbidden);
        }
        return PlacementDecision.nothing(placement.key(), forbidden.reason(), permission.notBefore());
    }

    /** What goes into one placement, taken from candidates that come best first. */
    private final class Filling {
        private final Placement placement;
        private final int count;
        private final Permission permission;
        private final List<Proposition> chosen = new ArrayList<>();

        /** By rule, how many its holdout took the place of. */
        private final Map<String, Integer> withheld = new HashMap<>();

        Filling(Placement placement, int count, Permission permission) {
            this.placement = placement;
            this.count = count;
            this.permission = permission;
        }

        boolean isFull() {
            return chosen.size() == count || chosen.size() >= permission.room();
        }

        void consider(Candidate candidate) {
            String rule = candidate.rule().key();
            // what a rule withholds takes the place of what else it has, not that of other rules' offers
            int taken = chosen.size() + (candidate.isHeldOut() ? withheld.getOrDefault(rule, 0) : 0);
            Optional<Finding> objection = objection(candidate, taken);
            if (objection.isPresent()) {
                out(candidate, placement, objection.get());
                return;
            }
            Rendering rendering = contents.render(candidate.offer(), candidate.representation());
            if (rendering instanceof Rendering.Rendered && candidate.isHeldOut()) {
                withheld.merge(rule, 1, Integer::sum);
                heldOut.add(new HeldOut(rule, placement.key()));
                out(candidate, placement, Finding.of(Reason.HOLDOUT));
            } else if (rendering instanceof Rendering.Rendered rendered) {
                chosen.add(take(candidate, placement, chosen.size() + 1, rendered));
                out(candidate, placement, Finding.CHOSEN);
            } else if (rendering instanceof Rendering.Broken broken) {
                String detail = broken.field() + ": " + broken.why();
                out(candidate, placement, Finding.of(Reason.CONTENT_FAILED, detail));
            }
        }

        /** What taking better candidates has changed for this one. */
        private Optional<Finding> objection(Candidate candidate, int taken) {
            if (reservations.isUsed(candidate.offer().key())) {
                return Optional.of(Finding.of(Reason.ALREADY_USED));
            }
            if (taken >= count) { // more, if what this rule withholds comes to what others have taken
                return Optional.of(Finding.of(Reason.OUTRANKED));
            }
            if (taken >= permission.room()) {
                return Optional.of(Finding.of(Reason.CAPPED, permission.tightest()));
            }
            return taken == 0 ? Optional.empty() : reservations.objection(candidate.offer());
        }
    }

    private Proposition take(Candidate candidate, Placement placement, int rank, Rendering.Rendered rendered) {
        Proposition proposition = new Proposition(
                reservations.nextPropositionId(),
                candidate.offer().key(),
                candidate.rule().key(),
                rank,
                candidate.number(),
                candidate.representation().representation().locale(),
                rendered.content());
        reservations.reserve(proposition, candidate.offer().offer(), placement);
        return proposition;
    }

    private void out(Candidate candidate, Placement placement, Finding why) {
        trace.candidate(candidate.offer().key(), candidate.rule().key(), placement.key(), why.with(candidate.score()));
    }
}
