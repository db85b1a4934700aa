package io.cairn.model.condition;

import io.cairn.model.profile.Consents;

/** Consent for a channel or purpose: trait {@code consent.X}, else the contact policy's default. */
public final class Consent {
    private Consent() {}

    /**
     * The trait is the flat key {@code "consent.email"}, or {@code email} in an object {@code consent}, each in whatever case; where
     * several are there, all must give it, as any may be the later word. A {@code consent} that is no object and no yes refuses all.
     * Given is {@code true} (a string from a CSV, too); whatever else stands there is no consent, rather than a default that might
     * be yes.
     */
    public static boolean given(Facts facts, String channelOrPurpose) {
        return givenFor(facts, Consents.name(channelOrPurpose));
    }

    /** The same, where the name was made once for many customers. */
    static boolean givenFor(Facts facts, String name) {
        Boolean said = facts.profile().consents().given(name);
        return said == null ? facts.consent().byDefault(name) : said;
    }
}
