package io.cairn.personalization.decision;

import io.cairn.model.profile.CustomerProfile;
import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.Position;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import java.util.List;
import java.util.Map;

/**
 * All that is known of a customer when it is decided what she sees.
 *
 * @param positions recorded before, by journey
 * @param contacts what she was handed, oldest first
 * @param capsKnown whether the contacts and totals are all that there were
 * @param totals how often each offer with a total cap was handed out to anybody
 * @param repeated by placement, the answers that still stand and are given again
 */
public record CustomerFacts(
        String customerId,
        CustomerProfile profile,
        Map<String, Position> positions,
        List<Contact> contacts,
        boolean capsKnown,
        Map<String, Long> totals,
        Map<String, PlacementDecision> repeated) {
    public CustomerFacts {
        positions = Map.copyOf(positions);
        contacts = List.copyOf(contacts);
        totals = Map.copyOf(totals);
        repeated = Map.copyOf(repeated);
    }

    /** @param state that contacts and positions are taken from */
    static CustomerFacts of(
            String customerId,
            CustomerProfile profile,
            CustomerState state,
            boolean capsKnown,
            Map<String, Long> totals,
            Map<String, PlacementDecision> repeated) {
        return new CustomerFacts(customerId, profile, state.positions(), state.contacts(), capsKnown, totals, repeated);
    }
}
