package io.cairn.personalization.customer;

import io.cairn.personalization.caps.Contact;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a decision must know of a customer besides her profile.
 *
 * @param contacts what she was handed, oldest first
 * @param positions by journey
 */
public record CustomerState(List<Contact> contacts, SortedMap<String, Position> positions) {
    public static final CustomerState NONE = new CustomerState(List.of(), Map.of());

    public CustomerState {
        contacts = List.copyOf(contacts);
        positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
    }

    public CustomerState(List<Contact> contacts, Map<String, Position> positions) {
        this(contacts, new TreeMap<>(positions));
    }
}
