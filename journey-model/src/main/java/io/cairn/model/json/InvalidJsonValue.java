package io.cairn.model.json;

/** A JSON value is out of the bounds that {@link JsonValues} documents. */
public final class InvalidJsonValue extends IllegalArgumentException {
    private final String pointer;
    private final String detail;

    public InvalidJsonValue(String pointer, String detail) {
        super((pointer.isEmpty() ? "the value" : pointer) + " " + detail);
        this.pointer = pointer;
        this.detail = detail;
    }

    /** JSON pointer to the value at fault. */
    public String pointer() {
        return pointer;
    }

    /** What is wrong with it, as the rest of a sentence: {@code nests deeper than 32}. */
    public String detail() {
        return detail;
    }
}
