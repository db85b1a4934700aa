package io.cairn.personalization.whynot;

import java.util.List;

/**
 * Why an offer does not win at a placement.
 *
 * @param wins whether a rule brings it there now; as the fallback it does not win
 * @param changes what would make it win, all of them together; empty if it wins
 */
public record WhyNot(String offer, boolean wins, List<Change> changes) {
    public WhyNot {
        changes = List.copyOf(changes);
    }
}
