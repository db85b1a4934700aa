package io.cairn.personalization.offer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether an offer is chosen: only a live one is. */
public enum OfferStatus {
    DRAFT,
    LIVE,
    ARCHIVED;

    /** As on the wire. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
