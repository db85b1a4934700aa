package io.cairn.personalization.placement;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who starts: the customer who comes (inbound), or we who reach out (outbound). */
public enum PlacementMode {
    INBOUND,
    OUTBOUND;

    /** As on the wire. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
