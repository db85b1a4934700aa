package io.cairn.model.map;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What could be made better at a touchpoint.
 *
 * @param impact from 1 to 5, the greatest
 * @param effort from 1 to 5, the most
 * @param owner who takes care of it
 */
public record Opportunity(
        @Nullable String text,
        @Nullable Integer impact,
        @Nullable Integer effort,
        @Nullable String owner,
        @Nullable Status status) {
    /** How far it is. */
    public enum Status implements Spelled {
        OPEN("open"),
        DOING("doing"),
        DONE("done");

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

    /** @throws IllegalArgumentException naming the field and the value that is out of bounds */
    public Opportunity {
        Limits.requireText("text", text);
        Limits.requireBetween("impact", impact, Limits.SCORE);
        Limits.requireBetween("effort", effort, Limits.SCORE);
        Limits.requireText("owner", owner);
    }
}
