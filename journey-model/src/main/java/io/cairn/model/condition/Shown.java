package io.cairn.model.condition;

/** Values and messages as a trace shows them. */
final class Shown {
    private static final int MAX_LENGTH = 200;

    private Shown() {}

    /** At most {@value #MAX_LENGTH} chars: a trait may be a novel. */
    static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 1) + "…";
    }
}
