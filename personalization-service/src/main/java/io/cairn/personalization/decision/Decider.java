package io.cairn.personalization.decision;

import io.cairn.model.profile.CustomerProfile;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import io.cairn.personalization.decision.Decision.StageNow;
import io.cairn.personalization.decision.DecisionRequest.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides what a customer sees: a function of the catalogue, what is known of her, the request and the moment, and of
 * nothing else. For each placement in turn it takes the candidates of the rules that apply, drops those that she must
 * not or cannot see, ranks the rest, and takes as many as were asked for; see {@link Selection}.
 */
public final class Decider {
    private final Holdout holdout;

    public Decider(Holdout holdout) {
        this.holdout = holdout;
    }

    /**
     * With why each candidate won or lost.
     *
     * @param request asks for placements of this catalogue only, each once
     */
    public Decided decide(Catalogue catalogue, CustomerFacts customer, DecisionRequest request, Moment moment) {
        return decide(catalogue, customer, request, moment, true);
    }

    /** The same decision; its trace says no more than what was looked at to take it, unless the request asks to explain. */
    public Decided answer(Catalogue catalogue, CustomerFacts customer, DecisionRequest request, Moment moment) {
        return decide(catalogue, customer, request, moment, request.explain());
    }

    private Decided decide(
            Catalogue catalogue, CustomerFacts customer, DecisionRequest request, Moment moment, boolean inFull) {
        Situation situation = Situation.of(catalogue, customer, request, moment);
        Reservations reservations = new Reservations(situation);
        TraceLog trace = new TraceLog();
        Selection selection = new Selection(situation, inFull, holdout, reservations, trace);
        if (!request.repeatOffers()) {
            for (Asked asked : request.placements()) { // what comes again further down is not chosen before
                PlacementDecision repeated = customer.repeated().get(asked.key());
                if (repeated != null) {
                    selection.expect(placement(catalogue, asked), repeated);
                }
            }
        }
        List<PlacementDecision> placements = new ArrayList<>();
        for (Asked asked : request.placements()) {
            CompiledPlacement placement = placement(catalogue, asked);
            reservations.nextPlacement();
            PlacementDecision repeated = customer.repeated().get(asked.key());
            placements.add(
                    repeated == null
                            ? selection.decide(placement, asked.count())
                            : selection.repeat(placement, repeated));
        }
        Decision decision = new Decision(
                moment.decisionId(),
                customer.customerId(),
                moment.now(),
                StageNow.of(situation.journeys().positions()),
                placements,
                trace.trace());
        return new Decided(
                decision,
                situation.journeys().positions(),
                reservations.made(),
                reservations.shown(),
                selection.heldOut());
    }

    /**
     * What there is to say where the customer's facts cannot be had: the fallback, rendered for nobody in particular, to
     * her who comes; nothing to her whom we would reach out to, for we do not know whether we may.
     *
     * @param reason why they cannot be had
     */
    public Decided withoutFacts(Catalogue catalogue, DecisionRequest request, Reason reason, Moment moment) {
        CustomerFacts nobody = new CustomerFacts(
                request.customerId(),
                CustomerProfile.empty(request.customerId()),
                Map.of(),
                List.of(),
                false,
                Map.of(),
                Map.of());
        Situation situation = Situation.of(catalogue, nobody, request, moment);
        Reservations reservations = new Reservations(situation);
        Fallbacks fallbacks = new Fallbacks(situation, reservations, new TraceLog());
        List<PlacementDecision> placements = request.placements().stream()
                .map(asked -> fallbacks.withoutFacts(placement(catalogue, asked), reason))
                .toList();
        Decision decision = new Decision(
                moment.decisionId(), request.customerId(), moment.now(), List.of(), placements, Trace.NONE);
        return new Decided(decision, new TreeMap<>(), List.of(), reservations.shown(), List.of());
    }

    private static CompiledPlacement placement(Catalogue catalogue, Asked asked) {
        return catalogue
                .placement(asked.key())
                .orElseThrow(() -> new IllegalArgumentException("no such placement: " + asked.key()));
    }
}
