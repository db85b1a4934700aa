package io.cairn.personalization.content;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a tag of HTML, as far as it says what its attributes and the text after it are.
 *
 * @param element in lower case
 * @param type a script's: the first attribute of that name, in lower case; null if there was none
 * @param isAtType whether that is the last attribute
 * @param isInstruction whether it is a {@code <meta http-equiv>}
 * @param hasValue whether a value stands in the {@code content} of a {@code <meta>}
 */
record Tag(
        String element,
        boolean isEnd,
        @Nullable String type,
        boolean isAtType,
        boolean isInstruction,
        boolean hasValue) {

    /** No type that anything has. */
    private static final String UNKNOWN = "{}";

    /** Longer than all that are known. */
    private static final int MAX_TYPE = 40;

    static Tag begin(String name) {
        return new Tag(name.toLowerCase(Locale.ROOT), false, null, false, false, false);
    }

    static Tag end(String name) {
        return new Tag(name.toLowerCase(Locale.ROOT), true, null, false, false, false);
    }

    boolean isSame(Tag other) {
        return element.equals(other.element) && isEnd == other.isEnd;
    }

    /** Either of two that are the same. */
    Tag with(Tag other) {
        return new Tag(
                element,
                isEnd,
                Objects.equals(type, other.type) ? type : UNKNOWN,
                isAtType && other.isAtType,
                isInstruction || other.isInstruction,
                hasValue || other.hasValue);
    }

    Tag withAttribute(String name) {
        boolean isType = element.equals("script") && name.equalsIgnoreCase("type") && type == null;
        boolean isEquiv = element.equals("meta") && name.equalsIgnoreCase("http-equiv");
        return new Tag(element, isEnd, isType ? "" : type, isType, isInstruction || isEquiv, hasValue);
    }

    /** With a character of its last attribute's value. */
    Tag with(char c) {
        return isAtType && type != null && type.length() < MAX_TYPE
                ? new Tag(element, isEnd, type + Character.toLowerCase(c), true, isInstruction, hasValue)
                : this;
    }

    /** With a value in an attribute. */
    Tag withValue(AttributeScanner.Kind attribute) {
        return new Tag(
                element,
                isEnd,
                isAtType ? UNKNOWN : type,
                isAtType,
                isInstruction,
                hasValue || attribute == AttributeScanner.Kind.CONTENT);
    }

    /** Whether what follows is data in JSON, of which a browser runs nothing. */
    boolean beginsJson() {
        return element.equals("script") && "application/ld+json".equals(type);
    }
}
