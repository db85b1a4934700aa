package io.cairn.personalization.contact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whose contacts a cap counts: one customer's, or all customers' together. */
public enum CapScope {
    CUSTOMER,
    TOTAL;

    /** As on the wire. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
