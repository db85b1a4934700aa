package io.cairn.model.condition;

import org.jspecify.annotations.Nullable;

/**
 * Where a condition asks for a journey: {@code stage('shop') == 'consideration'}.
 *
 * @param journey its key
 * @param what which of its parts
 * @param key of the stage or persona that the answer is compared with; null if with none that is written out
 * @param line of the journey's or the part's key, from 1
 * @param column from 1, in code points
 */
public record JourneyReference(String journey, Part what, @Nullable String key, int line, int column) {
    /** What of a journey a condition may ask for. */
    public enum Part {
        STAGE,
        PERSONA
    }
}
