package io.cairn.personalization.customer;

import java.util.List;

/**
 * The states of some ids as Redis had them at one moment.
 *
 * @param completeEpoch the epoch in which all contacts are known; empty while some are not
 */
public record StoredStates(String completeEpoch, List<StoredState> states) {
    public StoredStates {
        states = List.copyOf(states);
    }
}
