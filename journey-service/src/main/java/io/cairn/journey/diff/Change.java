package io.cairn.journey.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two maps.
 *
 * @param at where, by keys: {@code stages/cart/touchpoints/basket}; a moved one where it is now, a removed one where it
 *     was; empty for the map itself
 * @param name of what changed, as it is now
 * @param field what of it; null if all of it was added, removed or moved
 * @param before its value; of a move the stage's key, or the position from 1; null: there was none
 * @param after likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(
        Subject subject,
        Kind change,
        String at,
        String name,
        @Nullable String field,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {
    /** What changed. */
    public enum Subject {
        MAP("map"),
        PERSONA("persona"),
        STAGE("stage"),
        TOUCHPOINT("touchpoint"),
        KPI("kpi"),
        PAIN_POINT("painPoint"),
        OPPORTUNITY("opportunity");

        private final String spelling;

        Subject(String spelling) {
            this.spelling = spelling;
        }

        /** As JSON spells it. */
        @JsonValue
        public String spelling() {
            return spelling;
        }
    }

    /** How it changed. */
    public enum Kind {
        ADDED("added"),
        REMOVED("removed"),
        MOVED("moved"),
        RENAMED("renamed"),
        CHANGED("changed");

        private final String spelling;

        Kind(String spelling) {
            this.spelling = spelling;
        }

        /** As JSON spells it. */
        @JsonValue
        public String spelling() {
            return spelling;
        }
    }
}
