package io.cairn.personalization.contact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** From when a contact counts: its decision, or its delivery (then it is released after an hour unseen). */
public enum CountOn {
    DECISION,
    DELIVERED;

    /** As on the wire. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
