package io.cairn.personalization.decision;

import io.cairn.personalization.caps.AppliedCap;
import io.cairn.personalization.caps.CapBook;
import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import io.cairn.personalization.decision.Decision.Proposition;
import io.cairn.personalization.offer.Offer;
import io.cairn.personalization.placement.Placement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a decision hands out, from one placement to the next: each offer once, and no cap exceeded. */
final class Reservations {
    private final Situation situation;
    private final List<Contact> contacts;
    private final List<Contact> made = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private int propositions;

    Reservations(Situation situation) {
        this.situation = situation;
        this.contacts = new ArrayList<>(situation.customer().contacts());
    }

    /** All contacts, those made by this decision too. */
    List<Contact> contacts() {
        return contacts;
    }

    /** Those made by this decision. */
    List<Contact> made() {
        return made;
    }

    boolean isUsed(String offer) {
        return used.contains(offer);
    }

    /** Marks the offers of an answer that is given again; their contacts are among the customer's already. */
    void repeat(PlacementDecision again) {
        again.propositions().forEach(proposition -> used.add(proposition.offer()));
    }

    String nextPropositionId() {
        propositions++;
        return situation.moment().decisionId() + "." + propositions;
    }

    /** Marks an offer as shown; no cap counts it. */
    void show(Proposition proposition) {
        used.add(proposition.offer());
    }

    /** Marks an offer as shown, for caps to count. */
    void reserve(Proposition proposition, @Nullable String rule, Offer offer, Placement placement) {
        show(proposition);
        Contact contact = new Contact(
                proposition.propositionId(),
                offer.key(),
                rule,
                offer.tags(),
                placement.key(),
                placement.channel(),
                placement.isOutbound(),
                situation.now(),
                false);
        contacts.add(contact);
        made.add(contact);
    }

    /** Which of an offer's caps, or of its tags', has no room; empty if all have. */
    Optional<Finding> objection(CompiledOffer compiled) {
        Offer offer = compiled.offer();
        List<AppliedCap> caps = situation.caps().ofOffer(offer);
        Optional<Long> totalLimit = CapBook.totalLimit(offer);
        if (caps.isEmpty() && totalLimit.isEmpty()) {
            return Optional.empty();
        }
        if (!situation.customer().capsKnown()) {
            return Optional.of(Finding.of(Reason.CAP_UNKNOWN));
        }
        if (totalLimit.isPresent() && total(offer.key()) >= totalLimit.get()) {
            return Optional.of(Finding.of(Reason.CAPPED, totalLimit.get() + " in total on offer " + offer.key()));
        }
        return caps.stream()
                .filter(cap -> cap.standing(contacts, situation.now(), situation.zone())
                                .room()
                        <= 0)
                .findFirst()
                .map(cap -> Finding.of(Reason.CAPPED, cap.label()));
    }

    private long total(String offer) {
        long here =
                made.stream().filter(contact -> contact.offer().equals(offer)).count();
        return situation.customer().totals().getOrDefault(offer, 0L) + here;
    }
}
