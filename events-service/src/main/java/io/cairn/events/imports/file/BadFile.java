package io.cairn.events.imports.file;

/** A file that cannot be read on, whatever its rows say. */
public final class BadFile extends Exception {
    /** @param detail what is wrong, as a sentence without a full stop */
    public BadFile(String detail) {
        super(detail, null, false, false);
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
