package io.cairn.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9457 problem details, media type {@value #MEDIA_TYPE}.
 *
 * @param type a URI reference that names the kind of problem: {@code /problems/KIND}
 * @param status the HTTP status
 * @param detail a sentence for a person
 * @param errors the faults of the input, if the input is at fault; the first hundred if there are more
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<InputError> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One fault of the input.
     *
     * @param pointer JSON pointer to the field; for a parameter or a header its name
     * @param line of a condition, from 1
     * @param column of a condition, from 1
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InputError(String pointer, String detail, @Nullable Integer line, @Nullable Integer column) {
        public InputError(String pointer, String detail) {
            this(pointer, detail, null, null);
        }

        /** The same fault seen from further up: {@code prefix} before the pointer. */
        public InputError under(String prefix) {
            return new InputError(prefix + pointer, detail, line, column);
        }
    }

    public Problem {
        errors = List.copyOf(errors);
    }
}
