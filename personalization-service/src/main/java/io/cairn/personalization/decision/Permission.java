package io.cairn.personalization.decision;

import io.cairn.model.condition.Consent;
import io.cairn.personalization.caps.AppliedCap;
import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.caps.Standing;
import io.cairn.personalization.contact.QuietHours;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import io.cairn.personalization.placement.Placement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the customer may be contacted at a placement at all, and how often.
 *
 * @param forbidden why she may not; null if she may
 * @param notBefore where it is forbidden, from when it no longer is; null if that is not known
 * @param room how many more contacts caps of channel, placement and all allow
 * @param tightest the cap that allows the fewest; null if none limits
 */
record Permission(@Nullable Finding forbidden, @Nullable Instant notBefore, long room, @Nullable String tightest) {
    private static final Permission ALLOWED = new Permission(null, null, Long.MAX_VALUE, null);

    /** Consent and quiet hours are for those whom we reach out to; caps are for those who come, too. */
    static Permission of(Placement placement, Situation situation, List<Contact> contacts) {
        boolean outbound = placement.isOutbound();
        Optional<Finding> unwanted = outbound ? noConsent(placement, situation) : Optional.empty();
        if (unwanted.isPresent()) {
            return forbidden(unwanted.get(), null);
        }
        List<AppliedCap> caps = situation.caps().ofPlacement(placement);
        if (!caps.isEmpty() && !situation.customer().capsKnown()) {
            return forbidden(Finding.of(Reason.CAP_UNKNOWN), null);
        }
        Permission byCaps = byCaps(caps, situation, contacts);
        Optional<Instant> silentUntil =
                outbound ? silentUntil(placement, situation, situation.now()) : Optional.empty();
        if (byCaps.forbidden() != null) {
            return forbidden(byCaps.forbidden(), notBefore(placement, situation, byCaps.notBefore()));
        }
        return silentUntil
                .map(end -> forbidden(Finding.of(Reason.QUIET_HOURS), end))
                .orElse(byCaps);
    }

    /**
     * For an answer that is given again: caps have counted it, and it alone may have filled them; but none is given again where
     * nothing may be sent at all, nor of an offer or a tag of which nothing may.
     */
    static Permission toRepeat(Placement placement, PlacementDecision earlier, Situation situation) {
        if (!placement.isOutbound()) {
            return ALLOWED;
        }
        Optional<Finding> unwanted = noConsent(placement, situation);
        if (unwanted.isPresent()) {
            return forbidden(unwanted.get(), null);
        }
        Stream<String> ofPlacement = situation.caps().ofPlacement(placement).stream()
                .filter(AppliedCap::isClosed)
                .map(AppliedCap::label);
        Stream<String> ofOffers = earlier.propositions().stream()
                .flatMap(proposition -> situation.catalogue().offer(proposition.offer()).stream())
                .flatMap(offer -> situation.caps().closed(offer.offer()).stream());
        Optional<String> silenced = Stream.concat(ofPlacement, ofOffers).findFirst();
        if (silenced.isPresent()) {
            return forbidden(Finding.of(Reason.CAPPED, silenced.get()), null);
        }
        return silentUntil(placement, situation, situation.now())
                .map(end -> forbidden(Finding.of(Reason.QUIET_HOURS), end))
                .orElse(ALLOWED);
    }

    /** From when she may be contacted, where caps allow it from then: what they do in the night waits for the morning. */
    static @Nullable Instant notBefore(Placement placement, Situation situation, @Nullable Instant frees) {
        return frees == null || !placement.isOutbound()
                ? frees
                : silentUntil(placement, situation, frees).orElse(frees);
    }

    /** Consent is asked for the channel, and for the placement's purpose. */
    private static Optional<Finding> noConsent(Placement placement, Situation situation) {
        String purpose = placement.purpose();
        if (!Consent.given(situation.facts(), placement.channel())) {
            return Optional.of(Finding.of(Reason.NO_CONSENT));
        }
        return purpose == null || Consent.given(situation.facts(), purpose)
                ? Optional.empty()
                : Optional.of(Finding.of(Reason.NO_CONSENT, "consent." + purpose));
    }

    private static Permission byCaps(List<AppliedCap> caps, Situation situation, List<Contact> contacts) {
        Permission tightest = ALLOWED;
        Finding full = null;
        Instant frees = situation.now();
        for (AppliedCap cap : caps) {
            Standing standing = cap.standing(contacts, situation.now(), situation.zone());
            if (standing.room() <= 0) {
                full = full == null ? Finding.of(Reason.CAPPED, cap.label()) : full;
                frees = Standing.later(frees, standing.frees());
            } else if (standing.room() < tightest.room()) {
                tightest = new Permission(null, null, standing.room(), cap.label());
            }
        }
        return full == null ? tightest : forbidden(full, frees);
    }

    private static Optional<Instant> silentUntil(Placement placement, Situation situation, Instant at) {
        QuietHours hours = situation
                .catalogue()
                .contactPolicy()
                .channel(placement.channel())
                .quietHours();
        return hours == null ? Optional.empty() : new Silence(hours, situation.zone()).endAt(at);
    }

    private static Permission forbidden(Finding why, @Nullable Instant notBefore) {
        return new Permission(why, notBefore, 0, null);
    }
}
