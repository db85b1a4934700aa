package io.cairn.personalization.catalogue;

import io.cairn.personalization.contact.ContactPolicy;
import io.cairn.personalization.offer.Offer;
import io.cairn.personalization.placement.Placement;
import io.cairn.personalization.rule.Rule;
import java.util.Locale;

/** What the catalogue holds. */
public enum ItemKind {
    OFFER(Offer.class),
    PLACEMENT(Placement.class),
    RULE(Rule.class),
    /** There is one, by the key {@link #POLICY_KEY}. */
    CONTACT_POLICY(ContactPolicy.class);

    /** The key of the one contact policy. */
    public static final String POLICY_KEY = "contact-policy";

    private final Class<?> form;

    ItemKind(Class<?> form) {
        this.form = form;
    }

    /** The record that a body of this kind is read as. */
    Class<?> form() {
        return form;
    }

    /** As stored and in messages. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for what is no kind */
    public static ItemKind of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
