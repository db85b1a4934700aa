package io.cairn.journey.map.rest;

import io.cairn.kit.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What may be said when publishing.
 *
 * @param note for who reads the history; at most 1000 characters
 * @param version the number of an earlier version to publish again; without it the draft is published
 */
record PublishRequest(@Nullable String note, @Schema(minimum = "1") @Nullable Integer version) {
    static final PublishRequest SILENT = new PublishRequest(null, null);

    PublishRequest {
        note = Note.checked("/note", note);
        if (version != null && version < 1) {
            throw ProblemException.malformed("/version", "must be the number of a version, from 1, not " + version);
        }
    }
}
