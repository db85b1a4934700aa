package io.cairn.personalization.decisionlog;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Brings what the log knows back into a customer's state; doing it again changes nothing. */
final class Merge {
    private Merge() {}

    static CustomerState contacts(CustomerState state, List<Contact> logged) {
        List<Contact> all = new ArrayList<>(state.contacts());
        Set<String> known = new HashSet<>();
        all.forEach(contact -> known.add(contact.propositionId()));
        logged.stream().filter(contact -> known.add(contact.propositionId())).forEach(all::add);
        all.sort(Comparator.comparing(Contact::at).thenComparing(Contact::propositionId));
        return new CustomerState(all, state.positions());
    }

    /** What was recorded since goes before; a stage that has held all along keeps the earlier {@code since}. */
    static CustomerState positions(CustomerState state, Map<String, Position> logged) {
        Map<String, Position> all = new TreeMap<>(state.positions());
        logged.forEach((journey, before) -> all.merge(journey, before, (now, earlier) -> {
            boolean held =
                    now.stage().equals(earlier.stage()) && earlier.since().isBefore(now.since());
            return held ? new Position(now.stage(), earlier.since(), now.mapVersion()) : now;
        }));
        return new CustomerState(state.contacts(), all);
    }
}
