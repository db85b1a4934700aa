package io.cairn.personalization.whynot;

import io.cairn.kit.problem.ProblemException;
import io.cairn.model.condition.Conditions;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.decision.Decider;
import io.cairn.personalization.decision.DecisionRequest;
import io.cairn.personalization.decision.DecisionService;
import io.cairn.personalization.decision.Holdout;
import io.cairn.personalization.decision.Situation;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says what would have to change for an offer to win. Reserves and records nothing. */
@ApplicationScoped
public class WhyNotService {
    private final DecisionService decisions;
    private final Conditions conditions;
    private final Decider decider;

    WhyNotService(
            DecisionService decisions,
            Conditions conditions,
            @ConfigProperty(name = "cairn.holdout.salt") String salt) {
        this.decisions = decisions;
        this.conditions = conditions;
        this.decider = new Decider(new Holdout(salt));
    }

    /**
     * RedisUnavailable.
     *
     * @param request for one placement
     * @throws ProblemException 422 if offer or placement is unknown or {@code at} is before the customer's last event;
     *     503 while her profile is being rebuilt, or the catalogue is not loaded
     */
    public WhyNot whyNot(DecisionRequest request, String offerKey) {
        Situation situation = decisions.situation(request);
        CompiledOffer offer = situation
                .catalogue()
                .offer(offerKey)
                .orElseThrow(() -> ProblemException.invalid("offer", "there is no offer '" + offerKey + "'"));
        CompiledPlacement placement = situation
                .catalogue()
                .placement(request.placements().get(0).key())
                .orElseThrow();
        return new WhyNotSearch(decider, conditions, situation, offer, placement).search();
    }
}
