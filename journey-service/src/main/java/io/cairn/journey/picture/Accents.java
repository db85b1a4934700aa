package io.cairn.journey.picture;

/** The marks that stand on and under characters. */
final class Accents {
    /**
     * On one character, more than any script needs: what Unicode's stream-safe text format allows (UAX #15). To draw more
     * takes time by their square, and shows nothing but a blot.
     */
    private static final int MOST = 30;

    private Accents() {}

    /** The text without those marks that are too many on their character. */
    static String bounded(String text) {
        StringBuilder bounded = new StringBuilder(text.length());
        int marks = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            switch (Character.getType(codePoint)) {
                case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> marks++;
                case Character.FORMAT -> {} // shows nothing, so that what follows stands on the same character
                default -> marks = 0;
            }
            if (marks <= MOST) {
                bounded.appendCodePoint(codePoint);
            }
        }
        return bounded.toString();
    }
}
