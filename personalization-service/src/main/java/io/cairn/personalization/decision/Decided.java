package io.cairn.personalization.decision;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.customer.Position;
import java.util.List;
import java.util.SortedMap;

/**
 * A decision, and what there is to record of it.
 *
 * @param positions by journey, as they are now
 * @param reserved what was handed out
 */
public record Decided(Decision decision, SortedMap<String, Position> positions, List<Contact> reserved) {
    public Decided {
        reserved = List.copyOf(reserved);
    }
}
