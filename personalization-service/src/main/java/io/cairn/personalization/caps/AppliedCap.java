package io.cairn.personalization.caps;

import io.cairn.personalization.contact.Cap;
import io.cairn.personalization.wire.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * A cap of one customer's contacts, and which of them it is about.
 *
 * @param on what it is on, as {@code offer ten-percent}
 */
public record AppliedCap(String on, Cap cap, Predicate<Contact> about) {
    public Standing standing(Collection<Contact> contacts, Instant now, ZoneId zone) {
        return Standing.of(cap, contacts.stream().filter(about).toList(), now, zone);
    }

    /** Whether it never has room: so a channel is silenced. */
    public boolean isClosed() {
        return Standing.limit(cap) == 0;
    }

    /** For a trace: {@code 2 per P7D on offer ten-percent}. */
    public String label() {
        Span per = cap.per();
        String window = cap.calendarUnit() == null ? "" : " (calendar)";
        return Standing.limit(cap) + (per == null ? "" : " per " + per.text() + window) + " on " + on;
    }
}
