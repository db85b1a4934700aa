package io.cairn.events.imports.mapping;

/** A row that makes no event: rejected alone. */
public final class BadRow extends Exception {
    /** @param reason what is wrong with which field or column, for whoever made the file */
    public BadRow(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
