package io.cairn.events.identity;

import java.util.List;
import java.util.Set;

/**
 * Whose events may belong to others now.
 *
 * @param joins that are new, and count: of the anonymous events from each to the next
 * @param anonymousIds whose earlier joins changed: of all their anonymous events
 * @param customerIds that were parted or made one: of all their events
 */
public record Concern(List<Join> joins, Set<String> anonymousIds, Set<String> customerIds) {
    public boolean isNobodys() {
        return joins.isEmpty() && anonymousIds.isEmpty() && customerIds.isEmpty();
    }
}
