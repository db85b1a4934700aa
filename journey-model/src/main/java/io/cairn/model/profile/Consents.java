package io.cairn.model.profile;

import io.cairn.model.json.JsonValues;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's traits say of consent: {@code "consent.email"}, and {@code email} in an object {@code consent}, whatever the
 * case of either word: who objected to {@code Email} must not be written to because a channel is called {@code email}.
 */
public final class Consents {
    private static final String TRAIT = "consent";
    private static final Consents NONE = new Consents(Map.of(), false);

    private final Map<String, Boolean> byName;
    private final boolean refusesAll;

    private Consents(Map<String, Boolean> byName, boolean refusesAll) {
        this.byName = byName;
        this.refusesAll = refusesAll;
    }

    /** How a channel or a purpose is asked for. */
    public static String name(String channelOrPurpose) {
        return channelOrPurpose.toLowerCase(Locale.ROOT);
    }

    /** Whether a trait is the object, or the refusal of all. */
    public static boolean isOfAll(String trait) {
        return trait.equalsIgnoreCase(TRAIT);
    }

    /** Whether a trait says something of one channel or purpose. */
    public static boolean isOfOne(String trait) {
        return trait.length() > TRAIT.length()
                && trait.charAt(TRAIT.length()) == '.'
                && trait.regionMatches(true, 0, TRAIT, 0, TRAIT.length());
    }

    /** Of which channel or purpose a trait that {@linkplain #isOfOne is of one} says something. */
    public static String of(String trait) {
        return name(trait.substring(TRAIT.length() + 1));
    }

    static Consents in(Map<String, Object> traits) {
        Map<String, Boolean> byName = new HashMap<>();
        boolean refusesAll = false;
        for (Map.Entry<String, Object> trait : traits.entrySet()) {
            String key = trait.getKey();
            Object value = trait.getValue();
            if (isOfOne(key)) {
                byName.merge(of(key), isYes(value), Boolean::logicalAnd);
            } else if (isOfAll(key)) {
                if (value instanceof Map<?, ?> each) {
                    each.forEach((channel, given) -> {
                        if (given != JsonValues.NULL) {
                            byName.merge(name((String) channel), isYes(given), Boolean::logicalAnd);
                        }
                    });
                } else {
                    refusesAll |= !isYes(value);
                }
            }
        }
        return byName.isEmpty() && !refusesAll ? NONE : new Consents(byName, refusesAll);
    }

    /** Yes is {@code true} (a string from a CSV, too); whatever else stands there is no, rather than nothing. */
    private static boolean isYes(Object value) {
        return value.equals(true) || (value instanceof String text && text.equalsIgnoreCase("true"));
    }

    /** By its {@linkplain #name name}; null if she said nothing. Where several traits speak of it, all must give it: any may be the latest word. */
    public @Nullable Boolean given(String name) {
        return refusesAll ? Boolean.FALSE : byName.get(name);
    }
}
