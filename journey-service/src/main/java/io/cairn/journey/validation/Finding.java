package io.cairn.journey.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cairn.kit.problem.Problem.InputError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something to know about a map.
 *
 * @param pointer JSON pointer to the field; empty for the map itself
 * @param line of a condition, from 1
 * @param column of a condition, from 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        Severity severity, String pointer, String detail, @Nullable Integer line, @Nullable Integer column) {
    /** How bad it is. */
    public enum Severity {
        /** The map cannot be published so. */
        ERROR,
        /** The map can be published, but surely something else was meant. */
        WARNING,
        INFO;

        /** As JSON spells it. */
        @JsonValue
        public String spelling() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding error(String pointer, String detail) {
        return new Finding(Severity.ERROR, pointer, detail, null, null);
    }

    static Finding warning(String pointer, String detail) {
        return new Finding(Severity.WARNING, pointer, detail, null, null);
    }

    static Finding info(String pointer, String detail) {
        return new Finding(Severity.INFO, pointer, detail, null, null);
    }

    /** As a problem names it that refuses the map. */
    InputError asError() {
        return new InputError(pointer, detail, line, column);
    }

    static Finding error(InputError error) {
        return new Finding(Severity.ERROR, error.pointer(), error.detail(), error.line(), error.column());
    }
}
