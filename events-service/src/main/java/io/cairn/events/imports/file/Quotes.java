package io.cairn.events.imports.file;

/** Which characters stand within quotes: a field is quoted if it begins with one, and any other is just a quote. */
final class Quotes {
    private static final char QUOTE = '"';

    private final String separators;
    private boolean isOpen;
    private boolean fieldBegins = true;

    /** @param separators any of which ends a field; if there is none, nothing is quoted */
    Quotes(String separators) {
        this.separators = separators;
    }

    void take(int c) {
        if (separators.isEmpty()) {
            return;
        }
        if (isOpen) {
            isOpen = c != QUOTE; // a doubled one opens it again at once
            fieldBegins = c == QUOTE;
        } else {
            isOpen = c == QUOTE && fieldBegins;
            fieldBegins = separators.indexOf(c) >= 0;
        }
    }

    boolean isOpen() {
        return isOpen;
    }
}
