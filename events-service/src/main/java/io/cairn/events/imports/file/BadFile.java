package io.cairn.events.imports.file;

import io.cairn.kit.problem.Problem.InputError;
import java.util.List;

/** A file that cannot be read on, whatever its rows say. */
public final class BadFile extends Exception {
    private final transient List<InputError> errors;

    /** @param detail what is wrong, as a sentence without a full stop */
    public BadFile(String detail) {
        this(List.of(new InputError("", detail)));
    }

    /** @param errors what is wrong with its mapping */
    public BadFile(List<InputError> errors) {
        super(errors.get(0).detail(), null, false, false);
        this.errors = List.copyOf(errors);
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<InputError> errors() {
        return errors;
    }
}
