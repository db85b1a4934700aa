package io.cairn.personalization.customer;

import java.util.List;
import java.util.Map;

/**
 * New states for some ids, all of them or none, if nobody wrote any of them since they were read.
 *
 * @param completeEpoch as it was read with them
 * @param states all that were read, with what they shall be
 * @param totals by offer, how many more, or fewer, count as handed out
 * @param outcomes by an id never used before, records that wait to be logged; opaque here
 */
public record StateChange(
        String completeEpoch, List<New> states, Map<String, Long> totals, Map<String, byte[]> outcomes) {
    /** @param read if {@code state} equals its state, nothing is written */
    public record New(StoredState read, CustomerState state, Lifetime lifetime) {}

    public StateChange {
        states = List.copyOf(states);
        totals = Map.copyOf(totals);
        outcomes = Map.copyOf(outcomes);
    }
}
