package io.cairn.events.ingest;

/** An event is not of the documented form: rejected alone. */
public final class InvalidEvent extends Exception {
    private final String pointer;

    /** @param pointer JSON pointer to the field at fault, from the body's root */
    InvalidEvent(String pointer, String detail) {
        super(detail, null, false, false);
        this.pointer = pointer;
    }

    public String pointer() {
        return pointer;
    }

    /** What is wrong, as the rest of a sentence. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
