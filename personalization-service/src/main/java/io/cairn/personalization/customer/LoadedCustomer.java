package io.cairn.personalization.customer;

import io.cairn.kit.profile.ProfileLookup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer as Redis knew her at one moment.
 *
 * @param customerId her own id
 * @param version who wrote the state last; empty if nobody did
 * @param encoded the state; as it was stored, if no contacts of other ids are among hers since
 * @param loggedProfile the digest of the profile that was given to the log last; empty if none was
 * @param incomplete the ids, hers or joined to her, whose contacts are still to be counted again, as their states were
 *     damaged
 * @param completeEpoch the epoch in which all contacts are known; empty while some are not
 * @param totals of the offers asked for; absent: 0
 * @param answered the earlier answer to the same request
 * @param sticky by placement, what may have to be repeated
 * @param beside states of other ids that change with hers: those that her state takes in, and those that took hers in
 *     and have to do so again
 */
public record LoadedCustomer(
        String customerId,
        ProfileLookup profile,
        String version,
        EncodedState encoded,
        String loggedProfile,
        Set<String> incomplete,
        String completeEpoch,
        Map<String, Long> totals,
        @Nullable Answer answered,
        Map<String, Answer> sticky,
        List<StateChange.New> beside) {
    public LoadedCustomer {
        incomplete = Set.copyOf(incomplete);
        beside = List.copyOf(beside);
    }

    /** With contacts of other ids among hers, with what changes beside her state, and with what is still to be counted. */
    LoadedCustomer with(CustomerState joined, List<StateChange.New> more, Set<String> alsoIncomplete) {
        Set<String> missing = new TreeSet<>(incomplete);
        missing.addAll(alsoIncomplete);
        List<StateChange.New> all =
                Stream.concat(beside.stream(), more.stream()).toList();
        return new LoadedCustomer(
                customerId,
                profile,
                version,
                EncodedState.unwritten(joined),
                loggedProfile,
                missing,
                completeEpoch,
                totals,
                answered,
                sticky,
                all);
    }

    /** With answers that were given when requests named her by another id, where there are none under her own. */
    LoadedCustomer withAnswers(@Nullable Answer before, Map<String, Answer> stickyBefore) {
        Map<String, Answer> all = new HashMap<>(stickyBefore);
        all.putAll(sticky);
        return new LoadedCustomer(
                customerId,
                profile,
                version,
                encoded,
                loggedProfile,
                incomplete,
                completeEpoch,
                totals,
                answered == null ? before : answered,
                all,
                beside);
    }

    /** Without the answers at some placements. */
    public LoadedCustomer withoutSticky(Set<String> placements) {
        Map<String, Answer> rest = new HashMap<>(sticky);
        rest.keySet().removeAll(placements);
        return new LoadedCustomer(
                customerId,
                profile,
                version,
                encoded,
                loggedProfile,
                incomplete,
                completeEpoch,
                totals,
                answered,
                rest,
                beside);
    }

    public CustomerState state() {
        return encoded.state();
    }

    /** Whether all that caps count is there. */
    public boolean capsKnown() {
        return incomplete.isEmpty() && !completeEpoch.isEmpty();
    }
}
