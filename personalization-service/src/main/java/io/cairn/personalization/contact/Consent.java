package io.cairn.personalization.contact;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a customer who said nothing may be contacted: not before she agreed (optIn), or until she objects (optOut). */
public enum Consent {
    OPT_IN("optIn"),
    OPT_OUT("optOut");

    private final String wire;

    Consent(String wire) {
        this.wire = wire;
    }

    /** As on the wire. */
    @Override
    @JsonValue
    public String toString() {
        return wire;
    }
}
