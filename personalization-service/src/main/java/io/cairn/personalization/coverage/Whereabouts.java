package io.cairn.personalization.coverage;

import io.cairn.model.condition.Claims;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a journey, and a persona on it.
 *
 * @param persona null: a customer of no persona
 */
record Whereabouts(String journey, String stage, @Nullable String persona) {
    /**
     * Whether a condition never holds here: what it says itself of stage and persona is not so. What else it asks for may always
     * come true.
     */
    boolean contradicts(Claims condition) {
        return !condition.mayHold(Map.of(
                "stage('" + journey + "')",
                Optional.of(stage),
                "persona('" + journey + "')",
                Optional.ofNullable(persona)));
    }
}
