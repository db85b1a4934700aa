package io.cairn.personalization.position;

import java.util.Locale;

/** Why a customer moved. */
public enum Cause {
    /** An event later than all that was known of her. */
    EVENT,
    /** Only events that are not later than her latest: what was recorded before would have been otherwise. */
    CORRECTION,
    /** Nothing but time went by. */
    TIME,
    /** Another version of the map went live, or it was archived, or the contact policy's defaults changed. */
    PUBLISH,
    /** Her events became another customer's, or another's came apart from hers. */
    JOIN;

    /** As it is stored and answered. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of what {@link #text()} gave. */
    public static Cause of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
