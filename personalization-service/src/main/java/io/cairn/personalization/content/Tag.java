package io.cairn.personalization.content;

import java.util.Locale;

/**
 * What was read of a tag of HTML, as far as it says what its attributes and the text after it are.
 *
 * @param element in lower case
 * @param isInstruction whether it is a {@code <meta http-equiv>}
 * @param hasValue whether a value stands in the {@code content} of a {@code <meta>}
 */
record Tag(String element, boolean isEnd, boolean isInstruction, boolean hasValue) {
    static Tag begin(String name) {
        return new Tag(name.toLowerCase(Locale.ROOT), false, false, false);
    }

    static Tag end(String name) {
        return new Tag(name.toLowerCase(Locale.ROOT), true, false, false);
    }

    boolean isSame(Tag other) {
        return element.equals(other.element) && isEnd == other.isEnd;
    }

    /** Either of two that are the same. */
    Tag with(Tag other) {
        return new Tag(element, isEnd, isInstruction || other.isInstruction, hasValue || other.hasValue);
    }

    Tag withAttribute(String name) {
        boolean isEquiv = element.equals("meta") && name.equalsIgnoreCase("http-equiv");
        return new Tag(element, isEnd, isInstruction || isEquiv, hasValue);
    }

    /** With a value in an attribute. */
    Tag withValue(AttributeScanner.Kind attribute) {
        return new Tag(element, isEnd, isInstruction, hasValue || attribute == AttributeScanner.Kind.CONTENT);
    }
}
