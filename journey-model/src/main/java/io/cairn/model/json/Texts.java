package io.cairn.model.json;

import org.jspecify.annotations.Nullable;

/** What every text must be, whatever it is for, so that it can be encoded as UTF-8 and stored. */
public final class Texts {
    private Texts() {}

    /** Null if all is well, else the rest of a sentence: {@code must not contain U+0000}. */
    public static @Nullable String fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "must not contain U+0000";
            } else if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return "must not contain an unpaired surrogate (\\u" + Integer.toHexString(c) + ")";
                }
            }
        }
        return null;
    }

    /** Null if the text may name something: 1 to {@code maxLength} chars, no control characters; else what is wrong. */
    public static @Nullable String nameFault(String text, int maxLength) {
        if (text.isBlank()) {
            return "must not be blank";
        } else if (text.length() > maxLength) {
            return "must have at most " + maxLength + " characters, not " + text.length();
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return "must not contain control characters";
            }
        }
        return fault(text);
    }

    /** Whether the text begins or ends with a blank: then it is another than the one without, and looks the same. */
    public static boolean isPadded(String text) {
        return !text.isEmpty() && (isBlank(text.charAt(0)) || isBlank(text.charAt(text.length() - 1)));
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** The text as an error may show it: at most 80 chars, what is invisible or broken replaced. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(80)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
