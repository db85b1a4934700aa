package io.cairn.personalization.customer;

import io.cairn.kit.profile.ProfileLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets a customer's state take in those of other ids of hers, so that caps follow her through a join. */
final class Joins {
    private final StateStore store;

    Joins(StateStore store) {
        this.store = store;
    }

    /** Who took in the state of an id that does not lead to her yet; nobody where a customer goes by the name. */
    static Optional<String> takenBy(LoadedCustomer asked) {
        List<String> takers = asked.state().takenBy();
        boolean isSomebody = asked.profile() instanceof ProfileLookup.Found found
                && found.stored().isOfSomebody();
        return takers.isEmpty() || isSomebody ? Optional.empty() : Optional.of(takers.get(takers.size() - 1));
    }

    /**
     * An id that was taken in and yet is decided for as itself, as a customer goes by the name, or its events are still to
     * move: whoever took it in must do so again to know of what it is handed now.
     */
    CompletionStage<LoadedCustomer> withTakers(LoadedCustomer loaded) {
        return loaded.state().takenBy().isEmpty()
                ? CompletableFuture.completedStage(loaded)
                : store.reading(loaded.state().takenBy()).thenApply(takers -> withTakers(loaded, takers));
    }

    private static LoadedCustomer withTakers(LoadedCustomer loaded, StoredStates takers) {
        List<StateChange.New> forgotten = new ArrayList<>();
        for (StoredState taker : takers.states()) {
            Set<String> joined = new TreeSet<>(taker.state().joined());
            if (joined.remove(loaded.customerId())) {
                forgotten.add(new StateChange.New(taker, taker.state().withJoined(joined), Lifetime.EXTENDED));
            }
        }
        return loaded.with(loaded.state(), forgotten, Set.of());
    }

    /** With the contacts of those ids of hers, anonymous or joined by an alias, that are not among hers yet. */
    CompletionStage<LoadedCustomer> joined(LoadedCustomer loaded) {
        return joined(loaded, loaded.customerId());
    }

    /** @param asked the id that led to her: an external one stands in no profile */
    CompletionStage<LoadedCustomer> joined(LoadedCustomer loaded, String asked) {
        if (!(loaded.profile() instanceof ProfileLookup.Found found)) {
            return CompletableFuture.completedStage(loaded);
        }
        Set<String> ids = new TreeSet<>(found.stored().profile().anonymousIds());
        ids.addAll(found.stored().profile().aliases());
        ids.add(asked);
        ids.remove(loaded.customerId());
        Set<String> missing = new TreeSet<>(ids);
        missing.removeAll(loaded.state().joined());
        // two that each name the other are written once
        loaded.beside().forEach(other -> missing.remove(other.read().customerId()));
        return missing.isEmpty()
                ? CompletableFuture.completedStage(loaded)
                : store.reading(missing).thenApply(others -> joined(loaded, ids, others));
    }

    /** @param joined the ids of hers that are or shall be among hers */
    private static LoadedCustomer joined(LoadedCustomer loaded, Set<String> joined, StoredStates others) {
        Set<String> ids = new TreeSet<>(joined);
        ids.addAll(loaded.state().joined());
        CustomerState state = loaded.state();
        List<StateChange.New> taken = new ArrayList<>();
        Set<String> incomplete = new TreeSet<>();
        for (StoredState other : others.states()) {
            if (other.isIncomplete()) {
                incomplete.add(other.customerId()); // taken in once it is restored
                continue;
            }
            state = state.plusContacts(other.state().contacts());
            taken.add(new StateChange.New(other, other.state().takenBy(loaded.customerId()), Lifetime.EXTENDED));
        }
        ids.removeAll(incomplete);
        return loaded.with(state.withJoined(ids), taken, incomplete);
    }
}
