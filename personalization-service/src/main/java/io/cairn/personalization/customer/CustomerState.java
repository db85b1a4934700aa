package io.cairn.personalization.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.cairn.personalization.caps.Contact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a decision must know of a customer besides her profile.
 *
 * @param contacts what she was handed, oldest first
 * @param positions by journey
 * @param joined the anonymous ids whose contacts are among hers
 * @param takenBy whose states have taken in this one, in that order: what becomes of its contacts is for them, too
 * @param isIncomplete whether it was damaged, and what it held before is still to be counted again from the log
 */
public record CustomerState(
        List<Contact> contacts,
        SortedMap<String, Position> positions,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedSet<String> joined,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> takenBy,
        @JsonProperty("incomplete") @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean isIncomplete) {
    public static final CustomerState NONE = new CustomerState(List.of(), Map.of());

    /** What stands for one that cannot be read. */
    public static final CustomerState DAMAGED =
            new CustomerState(List.of(), new TreeMap<>(), Collections.emptySortedSet(), List.of(), true);

    /** A device in a shop window meets everybody; only the latest are told what becomes of what it was shown. */
    private static final int MOST_TAKERS = 50;

    public CustomerState {
        contacts = List.copyOf(contacts);
        positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
        joined = joined == null
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(joined));
        takenBy = takenBy == null ? List.of() : List.copyOf(takenBy);
    }

    public CustomerState(List<Contact> contacts, Map<String, Position> positions) {
        this(contacts, new TreeMap<>(positions), Collections.emptySortedSet(), List.of(), false);
    }

    /** The same with other contacts in place of all. */
    public CustomerState withContacts(List<Contact> others) {
        return new CustomerState(others, positions, joined, takenBy, isIncomplete);
    }

    /** The same with other positions in place of all. */
    public CustomerState withPositions(Map<String, Position> others) {
        return new CustomerState(contacts, new TreeMap<>(others), joined, takenBy, isIncomplete);
    }

    /** The same with more contacts, each once; doing it again changes nothing. */
    public CustomerState plusContacts(Collection<Contact> more) {
        Map<String, Contact> all = new TreeMap<>();
        contacts.forEach(contact -> all.put(contact.propositionId(), contact));
        more.forEach(contact -> all.merge(contact.propositionId(), contact, Contact::with));
        List<Contact> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparing(Contact::at).thenComparing(Contact::propositionId));
        return withContacts(sorted);
    }

    /** The same without what came after this time. */
    public CustomerState asOf(Instant time) {
        return withContacts(contacts.stream()
                .filter(contact -> !contact.at().isAfter(time))
                .map(contact -> contact.asOf(time))
                .toList());
    }

    /** The same, with all there that was lost. */
    public CustomerState completed() {
        return new CustomerState(contacts, positions, joined, takenBy, false);
    }

    CustomerState withJoined(Collection<String> ids) {
        return new CustomerState(contacts, positions, new TreeSet<>(ids), takenBy, isIncomplete);
    }

    CustomerState takenBy(String customerId) {
        List<String> takers = new ArrayList<>(takenBy);
        takers.remove(customerId);
        takers.add(customerId);
        List<String> latest = takers.subList(Math.max(0, takers.size() - MOST_TAKERS), takers.size());
        return new CustomerState(contacts, positions, joined, latest, isIncomplete);
    }
}
