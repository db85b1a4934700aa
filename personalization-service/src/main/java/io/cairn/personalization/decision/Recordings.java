package io.cairn.personalization.decision;

import io.cairn.model.profile.CustomerZone;
import io.cairn.personalization.caps.CapBook;
import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.caps.Retention;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.CustomerQuery;
import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.Lifetime;
import io.cairn.personalization.customer.LoadedCustomer;
import io.cairn.personalization.customer.Position;
import io.cairn.personalization.customer.Recording;
import io.cairn.personalization.customer.Recording.Sticky;
import io.cairn.personalization.customer.StateCodec;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import io.cairn.personalization.decisionlog.DecisionRecord;
import io.cairn.personalization.decisionlog.LoggedProfile;
import io.cairn.personalization.decisionlog.RecordCodec;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a decision into what is to be written of it. */
record Recordings(Catalogue catalogue, DecisionRequest request, String salt) {
    Recording of(LoadedCustomer loaded, Subject subject, Decided decided, Answer answer) {
        Repeats repeats = new Repeats(catalogue, request);
        Decision decision = decided.decision();
        // what sends nothing must not stand in the way of what may be sent later; and what says more of us than of her
        boolean keep = !decided.reserved().isEmpty()
                || (decision.placements().stream().anyMatch(PlacementDecision::send)
                        && decision.placements().stream().noneMatch(placement -> repeats.isPassing(placement, loaded)));
        CustomerState state = newState(loaded, subject, decided);
        Lifetime lifetime = state == null ? Lifetime.BOUNDED : Lifetime.of(new Retention(catalogue), state.contacts());
        LoggedProfile profile = LoggedProfile.of(subject.encoded());
        List<Sticky> sticky = repeats.toKeep(decision, loaded);
        return new Recording(
                loaded,
                state,
                lifetime,
                totals(decided),
                new Recording.Logged(
                        decision.decisionId(),
                        RecordCodec.encode(logged(loaded, subject, decided, answer, keep, sticky, profile)),
                        profile.digest(),
                        profile.digest().equals(loaded.loggedProfile()) ? null : profile.bytes()),
                answer,
                keep ? repeats.asked() : null,
                sticky);
    }

    /** Null if nothing changes. */
    private @Nullable CustomerState newState(LoadedCustomer loaded, Subject subject, Decided decided) {
        if (!subject.isKnown()) {
            return null;
        }
        CustomerState state = loaded.state().withPositions(positions(loaded, decided));
        boolean isSame = decided.reserved().isEmpty()
                && state.positions().equals(loaded.state().positions());
        if (isSame && loaded.beside().isEmpty()) {
            return null;
        }
        List<Contact> contacts = new ArrayList<>(loaded.state().contacts());
        contacts.addAll(decided.reserved());
        ZoneId zone = CustomerZone.of(
                subject.profile().traits(), catalogue.contactPolicy().timeZone());
        List<Contact> kept =
                new Retention(catalogue).kept(contacts, decided.decision().at(), zone);
        return state.withContacts(kept);
    }

    /** A journey that is not live keeps what was recorded of it: it may come back. */
    private SortedMap<String, Position> positions(LoadedCustomer loaded, Decided decided) {
        SortedMap<String, Position> positions = new TreeMap<>(loaded.state().positions());
        catalogue.maps().forEach(map -> positions.remove(map.key()));
        positions.putAll(decided.positions());
        return positions;
    }

    private List<Recording.Total> totals(Decided decided) {
        Map<String, Long> counts = decided.reserved().stream()
                .collect(Collectors.groupingBy(Contact::offer, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> new Recording.Total(count.getKey(), count.getValue(), limit(count.getKey())))
                .toList();
    }

    private @Nullable Long limit(String offer) {
        return catalogue
                .offer(offer)
                .flatMap(found -> CapBook.totalLimit(found.offer()))
                .orElse(null);
    }

    /** @param kept under its request id: an answer that was not must not come back as the one to it */
    private DecisionRecord logged(
            LoadedCustomer loaded,
            Subject subject,
            Decided decided,
            Answer answer,
            boolean kept,
            List<Sticky> sticky,
            LoggedProfile profile) {
        Decision decision = decided.decision();
        Inputs inputs = Inputs.of(catalogue, request, loaded, subject, decision, salt);
        return new DecisionRecord(
                decision.decisionId(),
                decision.customerId(),
                decision.at(),
                kept ? request.requestId() : null,
                CustomerQuery.named(request.placements().stream()
                        .map(DecisionRequest.Asked::key)
                        .toList()),
                sticky,
                answer,
                decided.reserved(),
                decided.shown(),
                decided.heldOut(),
                DecisionJson.write(inputs),
                loaded.encoded().bytes(),
                StateCodec.toJson(new CustomerState(List.of(), decided.positions())),
                subject.revision(),
                profile);
    }
}
