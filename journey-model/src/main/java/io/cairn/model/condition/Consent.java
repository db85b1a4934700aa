package io.cairn.model.condition;

import io.cairn.model.json.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Consent for a channel or purpose: trait {@code consent.X}, else the contact policy's default. */
public final class Consent {
    private static final String TRAIT = "consent";

    private Consent() {}

    /**
     * The trait is the flat key {@code "consent.email"}, or {@code email} in an object {@code consent}; where both are there, both
     * must give it, as either may be the later word. A {@code consent} that is no object and no yes refuses all. Given is {@code true} (a string from a CSV, too); whatever else stands
     * there is no consent, rather than a default that might be yes.
     */
    public static boolean given(Facts facts, String channelOrPurpose) {
        return given(facts, trait(channelOrPurpose), channelOrPurpose);
    }

    /** The flat key of the trait. */
    static String trait(String channelOrPurpose) {
        return TRAIT + "." + channelOrPurpose;
    }

    /** The same, where the flat key was put together once for many customers. */
    static boolean given(Facts facts, String flatKey, String channelOrPurpose) {
        Map<String, Object> traits = facts.profile().traits();
        Object flat = present(traits.get(flatKey));
        Object consents = present(traits.get(TRAIT));
        if (consents != null && !(consents instanceof Map) && !isYes(consents)) {
            return false; // who refuses everything
        }
        Object nested = consents instanceof Map<?, ?> consent ? present(consent.get(channelOrPurpose)) : null;
        if (flat == null && nested == null) {
            return facts.consent().byDefault(channelOrPurpose);
        }
        return (flat == null || isYes(flat)) && (nested == null || isYes(nested));
    }

    private static boolean isYes(Object trait) {
        return trait.equals(true) || (trait instanceof String text && text.equalsIgnoreCase("true"));
    }

    private static @Nullable Object present(@Nullable Object value) {
        return value == JsonValues.NULL ? null : value;
    }
}
