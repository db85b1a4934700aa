package io.cairn.model.condition;

import io.cairn.model.json.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Consent for a channel or purpose: trait {@code consent.X}, else the contact policy's default. */
public final class Consent {
    private static final String TRAIT = "consent";

    private Consent() {}

    /**
     * The flat key {@code "consent.email"} goes before {@code email} in an object {@code consent}. Given is {@code true}
     * (a string from a CSV, too); whatever else stands there is no consent, rather than a default that might be yes.
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
        Object trait = present(traits.get(flatKey));
        if (trait == null && traits.get(TRAIT) instanceof Map<?, ?> consent) {
            trait = present(consent.get(channelOrPurpose));
        }
        if (trait == null) {
            return facts.consent().byDefault(channelOrPurpose);
        }
        return trait.equals(true) || (trait instanceof String text && text.equalsIgnoreCase("true"));
    }

    private static @Nullable Object present(@Nullable Object value) {
        return value == JsonValues.NULL ? null : value;
    }
}
