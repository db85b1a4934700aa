package io.cairn.personalization.caps;

import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.contact.Cap;
import io.cairn.personalization.contact.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which contacts a customer's state keeps: all that a cap still counts; those whose outcomes may keep an offer from her;
 * and beyond them the latest {@value #MAX_UNCOUNTED} of the last 30 days, for a cap that is saved tomorrow and for
 * outcomes that are still to come.
 */
public record Retention(Catalogue catalogue) {
    private static final int MAX_UNCOUNTED = 200;
    private static final Duration UNCOUNTED_FOR = Duration.ofDays(30);

    /** The longest that any window looks back, and a day for the time zone. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(401);

    /** @param contacts oldest first */
    public List<Contact> kept(List<Contact> contacts, Instant now, ZoneId zone) {
        CapBook book = new CapBook(catalogue.contactPolicy());
        Set<String> remembered = remembered(contacts, now);
        List<Contact> kept = new ArrayList<>(contacts.size());
        int newer = contacts.size();
        for (Contact contact : contacts) {
            newer--;
            boolean grace = newer < MAX_UNCOUNTED && latest(contact).isAfter(now.minus(UNCOUNTED_FOR));
            if (grace
                    || remembered.contains(contact.propositionId())
                    || isCounted(book, contact, cap -> Standing.counts(cap, contact, now, zone))) {
                kept.add(contact);
            }
        }
        return kept;
    }

    /** When something last became of it. */
    private static Instant latest(Contact contact) {
        Instant latest = contact.at();
        for (Instant at : contact.outcomes().values()) {
            latest = at.isAfter(latest) ? at : latest;
        }
        return latest;
    }

    /** Whether a cap counts one of the contacts for ever, so that the state that holds it must not expire. */
    public boolean isForEver(Collection<Contact> contacts) {
        CapBook book = new CapBook(catalogue.contactPolicy());
        for (Contact contact : contacts) {
            if (isCounted(book, contact, cap -> cap.per() == null)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Before when a contact can no longer matter to anybody; {@link Instant#EPOCH} if some cap counts for ever. A cap of
     * which nobody thinks now is no reason to look back further.
     */
    public Instant horizon(Instant now) {
        if (allCaps().stream().anyMatch(cap -> cap.per() == null)) {
            return Instant.EPOCH;
        }
        // a suppression goes by when an outcome came, which may be long after what it is of was handed out
        boolean isByOutcomes = !catalogue.contactPolicy().suppress().isEmpty();
        return now.minus(isByOutcomes ? LONGEST_WINDOW.plus(Suppressions.REMEMBERED) : LONGEST_WINDOW);
    }

    private List<Cap> allCaps() {
        CapBook book = new CapBook(catalogue.contactPolicy());
        List<Cap> caps = new ArrayList<>(book.ofPolicy());
        catalogue
                .offers()
                .forEach(offer -> caps.addAll(CapBook.perCustomer(offer.offer().caps())));
        catalogue
                .placements()
                .forEach(placement ->
                        caps.addAll(CapBook.perCustomer(placement.placement().caps())));
        return caps;
    }

    private boolean isCounted(CapBook book, Contact contact, Predicate<Cap> such) {
        return book.isCounted(
                contact,
                catalogue.offer(contact.offer()).map(CompiledOffer::offer),
                catalogue.placement(contact.placement()).map(CompiledPlacement::placement),
                such);
    }

    /** Of each offer, for each rule, as many propositions as it takes to suppress the offer: the latest. */
    private Set<String> remembered(List<Contact> contacts, Instant now) {
        Set<String> remembered = new HashSet<>();
        for (Suppression rule : catalogue.contactPolicy().suppress()) {
            Map<String, List<Instant>> met = new HashMap<>();
            for (Contact contact : contacts) {
                Instant at = contact.outcomes().get(rule.outcome());
                if (at == null) {
                    continue;
                }
                List<Instant> latest =
                        met.computeIfAbsent(contact.offer(), offer -> Suppressions.met(rule, offer, contacts, now));
                int needed = Math.min(Suppressions.times(rule), latest.size());
                if (needed > 0 && !at.isBefore(latest.get(needed - 1))) {
                    remembered.add(contact.propositionId());
                }
            }
        }
        return remembered;
    }
}
