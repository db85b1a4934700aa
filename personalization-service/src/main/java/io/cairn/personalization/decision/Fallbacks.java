package io.cairn.personalization.decision;

import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.catalogue.CompiledRepresentation;
import io.cairn.personalization.content.Rendering;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import io.cairn.personalization.decision.Decision.Proposition;
import io.cairn.personalization.placement.Placement;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a placement shows where no candidate is left. Shown to a customer who comes, a fallback is the page as it is, and
 * no cap counts or withholds it; sent to one, it is a contact like any other.
 */
final class Fallbacks {
    private final Situation situation;
    private final Reservations reservations;
    private final TraceLog trace;
    private final Contents contents;
    private final OfferCheck offers;

    Fallbacks(Situation situation, Reservations reservations, TraceLog trace) {
        this.situation = situation;
        this.reservations = reservations;
        this.trace = trace;
        this.contents = new Contents(situation);
        this.offers = new OfferCheck(situation);
    }

    /**
     * Decides where no candidate is left.
     *
     * @param why that is so, where it is anybody's doing: it is what the answer gives as its reason
     * @param notBefore from when that no longer is so; null if that is not known
     * @param soonest of the candidates that are out for a time, why the one is that may be shown again first
     */
    PlacementDecision decide(
            CompiledPlacement compiled, Optional<Finding> why, @Nullable Instant notBefore, @Nullable Finding soonest) {
        Placement placement = compiled.placement();
        Reason reason = why.map(Finding::reason).orElse(Reason.FALLBACK);
        if (placement.isOutbound() && why.isPresent()) {
            return PlacementDecision.nothing(placement.key(), reason, notBefore);
        }
        Optional<CompiledOffer> offer = offer(placement);
        if (offer.isEmpty()) {
            return nothing(placement, why, notBefore, soonest);
        }
        Optional<Finding> unfit = placement.isOutbound() ? unfit(offer.get()) : Optional.empty();
        if (unfit.isPresent()) {
            trace.candidate(offer.get().key(), null, placement.key(), unfit.get());
            return nothing(placement, why, notBefore, soonest);
        }
        Optional<Finding> capped = placement.isOutbound() ? reservations.objection(offer.get()) : Optional.empty();
        if (capped.isPresent()) {
            trace.candidate(offer.get().key(), null, placement.key(), capped.get());
            Instant until =
                    Permission.notBefore(placement, situation, capped.get().until());
            boolean isOver = until != null && !offer.get().offer().isLive(until);
            return nothing(
                    placement,
                    capped,
                    notBefore,
                    Finding.sooner(isOver ? capped.get().andUntil(null) : capped.get(), soonest));
        }
        Optional<Proposition> proposition = proposition(offer.get(), placement);
        if (proposition.isEmpty()) {
            return nothing(placement, why, notBefore, soonest);
        }
        if (placement.isOutbound()) {
            reservations.reserve(proposition.get(), offer.get().offer(), placement);
        } else {
            reservations.show(proposition.get(), offer.get().offer(), placement);
        }
        trace.candidate(offer.get().key(), null, placement.key(), Finding.of(Reason.FALLBACK));
        return PlacementDecision.fallback(placement.key(), reason, proposition.get());
    }

    PlacementDecision withoutFacts(CompiledPlacement placement, Reason reason) {
        return decide(placement, Optional.of(Finding.of(reason)), null, null);
    }

    /** What is sent is for her like any other offer; a page shows its fallback as it is. */
    private Optional<Finding> unfit(CompiledOffer offer) {
        return reservations.isUsed(offer.key())
                ? Optional.of(Finding.of(Reason.ALREADY_USED))
                : offers.objection(offer);
    }

    /** Nothing, and from when there may be something, where it is time alone that is waited for. */
    private PlacementDecision nothing(
            Placement placement, Optional<Finding> why, @Nullable Instant notBefore, @Nullable Finding soonest) {
        Reason reason =
                why.or(() -> Optional.ofNullable(soonest)).map(Finding::reason).orElse(Reason.NOTHING);
        Instant frees = soonest == null ? notBefore : soonest.until();
        return PlacementDecision.nothing(placement.key(), reason, Permission.notBefore(placement, situation, frees));
    }

    private Optional<CompiledOffer> offer(Placement placement) {
        return Optional.ofNullable(placement.fallback())
                .flatMap(key -> situation.catalogue().offer(key))
                .filter(offer -> offer.offer().isLive(situation.now()));
    }

    private Optional<Proposition> proposition(CompiledOffer offer, Placement placement) {
        Optional<CompiledRepresentation> found =
                offer.representation(placement.channel(), situation.request().locale());
        if (found.isEmpty()) {
            trace.candidate(offer.key(), null, placement.key(), Finding.of(Reason.NO_REPRESENTATION));
            return Optional.empty();
        }
        Rendering rendering = contents.render(offer, found.get());
        if (rendering instanceof Rendering.Broken broken) {
            Finding failed = Finding.of(Reason.CONTENT_FAILED, broken.field() + ": " + broken.why());
            trace.candidate(offer.key(), null, placement.key(), failed);
            return Optional.empty();
        }
        return Optional.of(new Proposition(
                reservations.nextPropositionId(),
                offer.key(),
                null,
                1,
                null,
                found.get().representation().locale(),
                ((Rendering.Rendered) rendering).content()));
    }
}
