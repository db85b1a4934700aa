package io.cairn.personalization.decision;

import io.cairn.personalization.caps.AppliedCap;
import io.cairn.personalization.caps.CapBook;
import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.caps.Standing;
import io.cairn.personalization.caps.Suppressions;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import io.cairn.personalization.decision.Decision.Proposition;
import io.cairn.personalization.offer.Offer;
import io.cairn.personalization.placement.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a decision hands out, from one placement to the next: each offer once, and no cap exceeded. */
final class Reservations {
    private final Situation situation;
    private final List<Contact> contacts;
    private final List<Contact> made = new ArrayList<>();
    private final List<Contact> shown = new ArrayList<>();
    private final Suppressions suppressions;
    private final Set<String> used = new HashSet<>();
    private int propositions;

    Reservations(Situation situation) {
        this.situation = situation;
        this.contacts = new ArrayList<>(situation.customer().contacts());
        this.suppressions =
                new Suppressions(situation.catalogue().contactPolicy().suppress());
    }

    /** All contacts, those made by this decision too. */
    List<Contact> contacts() {
        return contacts;
    }

    /** Those made by this decision. */
    List<Contact> made() {
        return made;
    }

    /** From here on it is for another placement. */
    void nextPlacement() {
        if (situation.request().repeatOffers()) {
            used.clear();
        }
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

    /** What this decision shows that no cap counts. */
    List<Contact> shown() {
        return shown;
    }

    /** Marks an offer as shown; no cap counts it. */
    void show(Proposition proposition, Offer offer, Placement placement) {
        used.add(proposition.offer());
        shown.add(contact(proposition, offer, placement));
    }

    /** Marks an offer as shown, for caps to count. */
    void reserve(Proposition proposition, Offer offer, Placement placement) {
        used.add(proposition.offer());
        Contact contact = contact(proposition, offer, placement);
        contacts.add(contact);
        made.add(contact);
    }

    private Contact contact(Proposition proposition, Offer offer, Placement placement) {
        return new Contact(
                proposition.propositionId(),
                offer.key(),
                proposition.rule(),
                offer.tags(),
                placement.key(),
                placement.channel(),
                placement.isOutbound(),
                situation.now(),
                Map.of());
    }

    /**
     * What keeps an offer from her: what she made of it before, or which cap of its own or of its tags has no room; until neither
     * does.
     */
    Optional<Finding> objection(CompiledOffer compiled) {
        Optional<Finding> suppression = suppression(compiled);
        Optional<Finding> cap = cap(compiled);
        return suppression.isPresent() && cap.isPresent()
                ? Optional.of(suppression.get().andUntil(cap.get().until()))
                : suppression.or(() -> cap);
    }

    private Optional<Finding> suppression(CompiledOffer offer) {
        if (suppressions.rules().isEmpty()) {
            return Optional.empty();
        }
        if (!situation.customer().capsKnown()) {
            return Optional.of(Finding.of(Reason.CAP_UNKNOWN)); // nor is what she made of it
        }
        return suppressions
                .of(offer.key(), contacts, situation.now())
                .map(suppressed -> Finding.until(
                        suppressed.frees(),
                        Reason.SUPPRESSED,
                        suppressed.label() + ": from " + suppressed.frees() + " again"));
    }

    private Optional<Finding> cap(CompiledOffer compiled) {
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
            return Optional.of(Finding.of(Reason.CAPPED, CapBook.totalLabel(offer, totalLimit.get())));
        }
        AppliedCap full = null;
        Instant frees = situation.now();
        for (AppliedCap cap : caps) {
            Standing standing = cap.standing(contacts, situation.now(), situation.zone());
            if (standing.room() <= 0) {
                full = full == null ? cap : full;
                frees = Standing.later(frees, standing.frees());
            }
        }
        return full == null ? Optional.empty() : Optional.of(Finding.until(frees, Reason.CAPPED, full.label()));
    }

    private long total(String offer) {
        long here =
                made.stream().filter(contact -> contact.offer().equals(offer)).count();
        return situation.customer().totals().getOrDefault(offer, 0L) + here;
    }
}
