package io.cairn.model.map;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What hurts at a touchpoint.
 *
 * @param severity from 1 to 5, the worst
 */
public record PainPoint(
        @Nullable String text, @Nullable Integer severity, @Nullable Status status, List<Evidence> evidence) {
    /** Whether anybody has looked. */
    public enum Status implements Spelled {
        ASSUMED("assumed"),
        VALIDATED("validated");

        private final String spelling;

        Status(String spelling) {
            this.spelling = spelling;
        }

        @Override
        @JsonValue
        public String spelling() {
            return spelling;
        }
    }

    /** What supports it: where that was found, and what it says. */
    public record Evidence(@Nullable String source, @Nullable String note) {
        /** @throws IllegalArgumentException naming the field and the value that is out of bounds */
        public Evidence {
            Limits.requireText("source", source);
            Limits.requireText("note", note);
        }
    }

    /** @throws IllegalArgumentException naming the field and the value that is out of bounds */
    public PainPoint {
        Limits.requireText("text", text);
        Limits.requireBetween("severity", severity, Limits.SCORE);
        evidence = Limits.requireItems("evidence", evidence);
    }
}
