package io.cairn.personalization.decision;

import io.cairn.model.condition.Verdict;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.offer.Offer;
import io.cairn.personalization.offer.OfferStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether an offer is for the customer now; the same at every placement, so it is determined once. */
final class OfferCheck {
    private final Situation situation;
    private final Map<String, Optional<Finding>> known = new HashMap<>();

    OfferCheck(Situation situation) {
        this.situation = situation;
    }

    /** Why the offer is not for her; empty if it is. */
    Optional<Finding> objection(CompiledOffer offer) {
        return known.computeIfAbsent(offer.key(), key -> determine(offer));
    }

    private Optional<Finding> determine(CompiledOffer compiled) {
        Offer offer = compiled.offer();
        if (offer.status() != OfferStatus.LIVE) {
            return Optional.of(Finding.of(Reason.NOT_LIVE, offer.status().toString()));
        }
        if (!offer.isLive(situation.now())) {
            return Optional.of(Finding.of(Reason.NOT_VALID_NOW));
        }
        if (compiled.eligibility() == null) {
            return Optional.empty();
        }
        Verdict verdict = compiled.eligibility().test(situation.facts());
        return verdict.holds()
                ? Optional.empty()
                : Optional.of(Finding.failed(Reason.NOT_ELIGIBLE, compiled.eligibility(), verdict));
    }
}
