package io.cairn.journey.picture;

/**
 * How wide characters are, without a font at hand: what the widest of the usual sans-serif fonts (DejaVu Sans, Verdana)
 * needs, so that a text that fits by this table fits in every browser.
 */
final class Glyphs {
    private static final String NARROW = "iIjl.,:;'|!ftr()[]{}-/\\ \"`";
    private static final String CAPITAL_SIZED = "+=<>~#$_^*?";
    private static final String WIDE = "mwMW%@&";

    private Glyphs() {}

    /** In units of the font's size. */
    static double width(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> codePoint < 0x80 ? ascii(codePoint) : beyondAscii(codePoint);
        };
    }

    private static double ascii(int codePoint) {
        if (NARROW.indexOf(codePoint) >= 0) {
            return 0.42;
        }
        if (WIDE.indexOf(codePoint) >= 0) {
            return 1.02;
        }
        boolean roomy = between(codePoint, 'A', 'Z') || CAPITAL_SIZED.indexOf(codePoint) >= 0;
        return roomy ? 0.85 : 0.66;
    }

    private static double beyondAscii(int codePoint) {
        if (between(codePoint, 0x1F000, 0x1FFFF)) {
            return 1.4; // emoji
        }
        if (isIdeographic(codePoint)) {
            return 1.05;
        }
        boolean latin = between(codePoint, 0xA0, 0x17F);
        return latin && Character.isLowerCase(codePoint) ? 0.72 : 1.0;
    }

    /** Chinese, Japanese and Korean, and all full-width forms: a square each. */
    private static boolean isIdeographic(int codePoint) {
        return Character.isIdeographic(codePoint)
                || between(codePoint, 0x1100, 0x11FF)
                || between(codePoint, 0x2E80, 0xA4CF)
                || between(codePoint, 0xAC00, 0xD7AF)
                || between(codePoint, 0xF900, 0xFAFF)
                || between(codePoint, 0xFE30, 0xFE4F)
                || between(codePoint, 0xFF00, 0xFFEF);
    }

    private static boolean between(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }
}
