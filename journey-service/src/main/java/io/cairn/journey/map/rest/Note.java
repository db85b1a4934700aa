package io.cairn.journey.map.rest;

import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.Texts;
import org.jspecify.annotations.Nullable;

/** What somebody says of what they do, for who reads the history. */
final class Note {
    private static final int MAX_LENGTH = 1000;

    private Note() {}

    /** @param pointer to the field, or the parameter's name. @throws ProblemException 400 unless it may be one */
    @Nullable
    static String checked(String pointer, @Nullable String note) {
        if (note != null) {
            String fault = note.length() > MAX_LENGTH
                    ? "must have at most " + MAX_LENGTH + " characters, not " + note.length()
                    : Texts.fault(note);
            if (fault != null) {
                throw ProblemException.malformed(pointer, fault);
            }
        }
        return note;
    }
}
