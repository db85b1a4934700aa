package io.cairn.personalization.outcome;

/** A report says of something that was never handed out, or does not say enough to tell of what. */
public final class UnknownProposition extends Exception {
    private final String pointer;

    UnknownProposition(String pointer, String detail) {
        super(detail, null, false, false);
        this.pointer = pointer;
    }

    /** The field of the report that is at fault, as a JSON pointer in it. */
    public String pointer() {
        return pointer;
    }
}
