package io.cairn.events.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of an event that is not as planned. */
public enum PlanMode {
    /** It is taken, and counted as a violation. */
    OBSERVE,
    /** It is rejected. */
    ENFORCE;

    @JsonValue
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
