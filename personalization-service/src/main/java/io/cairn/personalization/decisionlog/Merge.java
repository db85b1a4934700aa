package io.cairn.personalization.decisionlog;

import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.Position;
import java.util.Map;
import java.util.TreeMap;

/** Brings the positions that the log knows back into a stranger's state; doing it again changes nothing. */
final class Merge {
    private Merge() {}

    /** What was recorded since goes before; a stage that has held all along keeps the earlier {@code since}. */
    static CustomerState positions(CustomerState state, Map<String, Position> logged) {
        Map<String, Position> all = new TreeMap<>(state.positions());
        logged.forEach((journey, before) -> all.merge(journey, before, (now, earlier) -> {
            boolean held =
                    now.stage().equals(earlier.stage()) && earlier.since().isBefore(now.since());
            return held ? new Position(now.stage(), earlier.since(), now.mapVersion()) : now;
        }));
        return state.withPositions(all);
    }
}
