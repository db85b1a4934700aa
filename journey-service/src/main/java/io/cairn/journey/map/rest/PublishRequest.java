package io.cairn.journey.map.rest;

import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What may be said when publishing.
 *
 * @param note for who reads the list of versions; at most 1000 characters
 */
record PublishRequest(@Nullable String note) {
    static final PublishRequest SILENT = new PublishRequest(null);
    private static final int MAX_NOTE = 1000;

    PublishRequest {
        if (note != null) {
            String fault = note.length() > MAX_NOTE
                    ? "must have at most " + MAX_NOTE + " characters, not " + note.length()
                    : Texts.fault(note);
            if (fault != null) {
                throw ProblemException.malformed("/note", fault);
            }
        }
    }
}
