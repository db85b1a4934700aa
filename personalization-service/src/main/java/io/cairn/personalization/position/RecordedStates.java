package io.cairn.personalization.position;

import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.Lifetime;
import io.cairn.personalization.customer.Position;
import io.cairn.personalization.customer.StateChange;
import io.cairn.personalization.customer.StateStore;
import io.cairn.personalization.customer.StoredState;
import io.cairn.personalization.customer.StoredStates;
import io.cairn.personalization.position.persistence.PositionBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Brings customers' states in Redis, which decisions read, up to what is recorded: the stage, and since when. */
@ApplicationScoped
class RecordedStates {
    private final StateStore states;
    private final PositionBook book;

    RecordedStates(StateStore states, PositionBook book) {
        this.states = states;
        this.book = book;
    }

    /**
     * Returns when the states say so.
     *
     * @param read the states before it was recorded
     */
    void show(StoredStates read, Recorder.Recorded recorded) throws SQLException {
        Map<String, Tracked> tracked = new HashMap<>();
        Map<String, Set<String>> left = new HashMap<>();
        for (Change change : recorded.changes()) {
            Set<String> journeys = new HashSet<>(change.gone().keySet());
            Tracked after = change.after();
            if (after != null) {
                tracked.put(change.customerId(), after);
                journeys.removeAll(after.positions().keySet());
            }
            left.put(change.customerId(), journeys);
        }
        StoredStates now = only(read, left.keySet());
        while (!now.states().isEmpty()) {
            List<String> again = write(now, tracked, left);
            // the states first: of what another replica recorded and wrote in between, neither is missed
            now = states.states(again);
            tracked = again.isEmpty() ? Map.of() : book.find(again);
        }
    }

    private static StoredStates only(StoredStates read, Set<String> customerIds) {
        return new StoredStates(
                read.completeEpoch(),
                read.states().stream()
                        .filter(state -> customerIds.contains(state.customerId()))
                        .toList());
    }

    /** Whose state somebody else wrote in between. */
    private List<String> write(StoredStates read, Map<String, Tracked> tracked, Map<String, Set<String>> left) {
        List<StateChange> changes = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (StoredState stored : read.states()) {
            String id = stored.customerId();
            CustomerState state =
                    stored.state().withPositions(positions(stored, tracked.get(id), left.getOrDefault(id, Set.of())));
            if (!state.equals(stored.state())) {
                ids.add(id);
                changes.add(new StateChange(
                        read.completeEpoch(),
                        List.of(new StateChange.New(stored, state, Lifetime.EXTENDED)),
                        Map.of(),
                        Map.of()));
            }
        }
        List<Boolean> written = states.changeEach(changes);
        List<String> again = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!written.get(i)) {
                again.add(ids.get(i));
            }
        }
        return again;
    }

    private static Map<String, Position> positions(
            StoredState stored, @Nullable Tracked tracked, Collection<String> left) {
        Map<String, Position> positions = new TreeMap<>(stored.state().positions());
        left.forEach(positions::remove);
        if (tracked != null) {
            tracked.positions().forEach((journey, on) -> {
                Position is = positions.get(journey);
                if (on.stage() == null) {
                    positions.remove(journey);
                } else if (is == null
                        || !is.stage().equals(on.stage())
                        || !is.since().equals(on.since())) {
                    // the map's version alone is not worth a write for everybody
                    positions.put(
                            journey,
                            new Position(on.stage(), on.since(), on.map().version()));
                }
            });
        }
        return positions;
    }
}
