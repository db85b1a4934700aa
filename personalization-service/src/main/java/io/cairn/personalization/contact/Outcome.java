package io.cairn.personalization.contact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What became of a proposition. */
public enum Outcome {
    DELIVERED,
    OPENED,
    CLICKED,
    CONVERTED,
    DISMISSED,
    FAILED;

    /** Whether it says that the proposition reached the customer: then a cap counts it for good, failed or not. */
    public boolean isSeen() {
        return this != FAILED;
    }

    /** What {@link #toString} says of it. IllegalArgumentException if it says so of none. */
    public static Outcome of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** As on the wire. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
