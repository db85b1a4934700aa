package io.cairn.personalization.caps;

import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledPlacement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Which contacts a customer's state keeps: all that a cap still counts, and beyond them the latest
 * {@value #MAX_UNCOUNTED} of the last 30 days, for a cap that is saved tomorrow.
 */
public record Retention(Catalogue catalogue) {
    private static final int MAX_UNCOUNTED = 200;
    private static final Duration UNCOUNTED_FOR = Duration.ofDays(30);

    /** @param contacts oldest first */
    public List<Contact> kept(List<Contact> contacts, Instant now, ZoneId zone) {
        CapBook book = new CapBook(catalogue.contactPolicy());
        List<Contact> kept = new ArrayList<>(contacts.size());
        int newer = contacts.size();
        for (Contact contact : contacts) {
            newer--;
            boolean grace = newer < MAX_UNCOUNTED && contact.at().isAfter(now.minus(UNCOUNTED_FOR));
            if (grace || isCounted(book, contact, now, zone)) {
                kept.add(contact);
            }
        }
        return kept;
    }

    private boolean isCounted(CapBook book, Contact contact, Instant now, ZoneId zone) {
        return book
                .counting(
                        contact,
                        catalogue.offer(contact.offer()).map(CompiledOffer::offer),
                        catalogue.placement(contact.placement()).map(CompiledPlacement::placement))
                .stream()
                .anyMatch(cap -> Standing.counts(cap, contact, now, zone));
    }
}
