package io.cairn.personalization.decision;

import io.cairn.personalization.caps.CapBook;
import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.caps.Suppressions;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.contact.ContactPolicy;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.CustomerQuery;
import io.cairn.personalization.customer.CustomerQuery.AskedBefore;
import io.cairn.personalization.customer.LoadedCustomer;
import io.cairn.personalization.customer.Recording.Sticky;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import io.cairn.personalization.decision.DecisionRequest.Asked;
import io.cairn.personalization.offer.Offer;
import io.cairn.personalization.placement.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which earlier answers a request gets again: by its request id; without one, at placements that are sticky. Before content
 * for an outbound placement is handed out again, consent and quiet hours are looked at again; see {@link Decider}.
 */
record Repeats(Catalogue catalogue, DecisionRequest request) {
    /** Under which an answer to this request is kept; null if it has no request id, or does not count. */
    @Nullable
    AskedBefore asked() {
        String requestId = request.requestId();
        return requestId == null || !counts() ? null : CustomerQuery.askedBefore(requestId, keys());
    }

    /** The placements asked for that repeat their answers. */
    List<String> sticky() {
        return request.requestId() != null || !counts()
                ? List.of()
                : keys().stream().filter(key -> !period(key).isZero()).toList();
    }

    /** The whole of a sticky answer, where it is the answer to all of this request and may be given again. */
    Optional<Answer> whole(LoadedCustomer loaded, Decision decision) {
        boolean single = request.placements().size() == 1 && loaded.sticky().size() == 1;
        // what is kept was sent, so that nothing is sent now means that it must not be given again
        return single && decision.placements().get(0).send()
                ? loaded.sticky().values().stream()
                        .filter(DecisionJson::isOfOnePlacement)
                        .findFirst()
                : Optional.empty();
    }

    /** Whether an answer is to reach out to her: then it must be looked at again whether it may. */
    boolean reachesOut(Answer answer) {
        return request.placements().stream()
                .map(Asked::key)
                .filter(key -> catalogue
                        .placement(key)
                        .map(found -> found.placement().isOutbound())
                        .orElse(false))
                .flatMap(key -> DecisionJson.placement(answer, key).stream())
                .anyMatch(PlacementDecision::send);
    }

    /** What an answer said of each placement asked for. */
    Map<String, PlacementDecision> parts(Answer answer) {
        Map<String, PlacementDecision> parts = new HashMap<>();
        request.placements().forEach(asked -> DecisionJson.placement(answer, asked.key())
                .ifPresent(placement -> parts.put(asked.key(), placement)));
        return parts;
    }

    /**
     * What was loaded, without the sticky answers that must not be repeated: they show what is over, or what she is to be spared
     * since, for what she made of it or by a cap of 0.
     */
    LoadedCustomer standing(LoadedCustomer loaded, Instant now) {
        if (loaded.sticky().isEmpty()) {
            return loaded;
        }
        Set<String> over = parts(loaded).entrySet().stream()
                .filter(part -> part.getValue().propositions().stream()
                        .anyMatch(shown -> isOver(shown.offer(), loaded.state().contacts(), now)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return over.isEmpty() ? loaded : loaded.withoutSticky(over);
    }

    private boolean isOver(String key, Collection<Contact> contacts, Instant now) {
        ContactPolicy policy = catalogue.contactPolicy();
        Optional<Offer> offer = catalogue.offer(key).map(CompiledOffer::offer);
        return offer.filter(found -> found.isLive(now)).isEmpty()
                || new CapBook(policy).closed(offer.get()).isPresent()
                || new Suppressions(policy.suppress()).of(key, contacts, now).isPresent();
    }

    /** By placement, the parts of earlier answers that still stand. */
    Map<String, PlacementDecision> parts(LoadedCustomer loaded) {
        Map<String, PlacementDecision> parts = new HashMap<>();
        loaded.sticky().forEach((key, answer) -> DecisionJson.placement(answer, key)
                .ifPresent(placement -> parts.put(key, placement)));
        return parts;
    }

    /** For which placements this answer will stand, and for how long: where something was sent, not where nothing was. */
    List<Sticky> toKeep(Decision decision, LoadedCustomer loaded) {
        List<String> sticky = sticky();
        return decision.placements().stream()
                .filter(placement -> placement.send() && !isPassing(placement, loaded))
                .map(PlacementDecision::key)
                .filter(key -> sticky.contains(key) && !loaded.sticky().containsKey(key))
                .map(key -> new Sticky(key, period(key)))
                .toList();
    }

    /**
     * Whether what was decided says more of us than of her: also a fallback for her who comes, while it is not known what caps
     * allow. One that was sent to her was sent.
     */
    boolean isPassing(PlacementDecision placement, LoadedCustomer loaded) {
        boolean isOutbound = catalogue
                .placement(placement.key())
                .map(found -> found.placement().isOutbound())
                .orElse(false);
        return placement.reason().isPassing() || (placement.fallback() && !isOutbound && !loaded.capsKnown());
    }

    /** What is asked of another moment is no repetition. A dry run may be told what was answered. */
    private boolean counts() {
        return request.at() == null;
    }

    private List<String> keys() {
        return request.placements().stream().map(Asked::key).toList();
    }

    private Duration period(String placement) {
        return catalogue
                .placement(placement)
                .map(CompiledPlacement::placement)
                .map(Placement::stickyFor)
                .orElse(Duration.ZERO);
    }
}
