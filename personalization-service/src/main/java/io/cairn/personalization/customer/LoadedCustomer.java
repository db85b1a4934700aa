package io.cairn.personalization.customer;

import io.cairn.kit.profile.ProfileLookup;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer as Redis knew her at one moment.
 *
 * @param customerId her own id
 * @param version who wrote the state last; empty if nobody did
 * @param stateLost whether the state could not be read; it counts as none, and the next write replaces it
 * @param completeEpoch the epoch in which all contacts are known; empty while some are not
 * @param totals of the offers asked for; absent: 0
 * @param answered the earlier answer to the same request
 * @param sticky by placement, what may have to be repeated
 * @param joining the states of ids of hers whose contacts are in {@code state} now and were not when it was written
 */
public record LoadedCustomer(
        String customerId,
        ProfileLookup profile,
        String version,
        CustomerState state,
        boolean stateLost,
        String completeEpoch,
        Map<String, Long> totals,
        @Nullable Answer answered,
        Map<String, Answer> sticky,
        List<StoredState> joining) {
    public LoadedCustomer {
        joining = List.copyOf(joining);
    }

    LoadedCustomer joining(StoredStates others, CustomerState joined) {
        boolean lost = stateLost || others.states().stream().anyMatch(StoredState::lost);
        return new LoadedCustomer(
                customerId, profile, version, joined, lost, completeEpoch, totals, answered, sticky, others.states());
    }

    /** Whether all that caps count is there. */
    public boolean capsKnown() {
        return !stateLost && !completeEpoch.isEmpty();
    }
}
