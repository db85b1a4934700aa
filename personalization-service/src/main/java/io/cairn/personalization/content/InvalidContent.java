package io.cairn.personalization.content;

import io.cairn.kit.problem.Problem.InputError;
import java.util.List;

/** A representation's content cannot be taken: each fault with its JSON pointer below {@code content}. */
public final class InvalidContent extends RuntimeException {
    private final transient List<InputError> faults;

    InvalidContent(List<InputError> faults) {
        super(faults.toString());
        this.faults = List.copyOf(faults);
    }

    public List<InputError> faults() {
        return faults;
    }
}
