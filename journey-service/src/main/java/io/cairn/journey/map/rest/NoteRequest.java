package io.cairn.journey.map.rest;

import org.jspecify.annotations.Nullable;

/**
 * What may be said of what is done.
 *
 * @param note for who reads the history; at most 1000 characters
 */
record NoteRequest(@Nullable String note) {
    static final NoteRequest SILENT = new NoteRequest(null);

    NoteRequest {
        note = Note.checked("/note", note);
    }
}
