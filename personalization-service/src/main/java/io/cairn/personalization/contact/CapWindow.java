package io.cairn.personalization.contact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a cap's period lies: back from now, or as a day, week or month of the customer's calendar. */
public enum CapWindow {
    SLIDING,
    CALENDAR;

    /** As on the wire. */
    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
