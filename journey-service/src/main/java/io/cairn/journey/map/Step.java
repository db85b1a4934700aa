package io.cairn.journey.map;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call does with a journey: all of it, or nothing.
 *
 * @param journey as it is now
 * @param history what to say of it; empty if nothing changed
 * @param version that it publishes, if it does
 */
public record Step(Journey journey, List<HistoryEntry> history, @Nullable JourneyVersion version) {
    public Step {
        history = List.copyOf(history);
    }

    static Step of(Journey journey, HistoryEntry... history) {
        return new Step(journey, List.of(history), null);
    }
}
