package io.cairn.journey.picture;

/**
 * How wide characters are, without a font at hand: what the wider of the usual wide sans-serif fonts (DejaVu Sans,
 * Verdana) needs, so that a text that fits by this table fits in every browser.
 */
final class Glyphs {
    /** From the space to the tilde, in hundredths of the font's size. */
    private static final int[] ASCII = {
        36, 41, 46, 84, 64, 108, 78, 28, 46, 46, 64, 84, 37, 46, 37, 46,
        64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 46, 46, 84, 84, 84, 55,
        100, 69, 69, 70, 77, 64, 58, 78, 76, 43, 46, 70, 56, 87, 75, 79,
        61, 79, 70, 69, 62, 74, 69, 99, 69, 62, 69, 46, 46, 46, 84, 64,
        64, 62, 64, 55, 64, 62, 36, 64, 64, 28, 35, 58, 28, 98, 64, 62,
        64, 64, 43, 53, 40, 64, 60, 82, 60, 60, 53, 64, 46, 64, 84
    };

    /** What a bold letter needs more, at most. */
    private static final double BOLD = 0.09;

    private static final String NARROW_ARABIC = "آأإا";
    private static final String HALF_ARABIC = "ءؤةدذرزهو";
    private static final String USUAL_ARABIC = "ئجحخعغقكلمنىي";

    private Glyphs() {}

    /** In units of the font's size. */
    static double width(int codePoint, boolean bold) {
        switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> {
                return 0;
            }
            default -> {}
        }
        if (isIdeographic(codePoint)) {
            return 1.05;
        }
        return (between(codePoint, ' ', '~') ? ASCII[codePoint - ' '] / 100.0 : beyondAscii(codePoint))
                + (bold ? BOLD : 0);
    }

    private static double beyondAscii(int codePoint) {
        if (between(codePoint, 0x1F000, 0x1FFFF)) {
            return 1.4; // emoji
        }
        if (codePoint == 0xA0 || codePoint == 0xB7) {
            return ASCII[0] / 100.0; // no-break space, middle dot
        }
        if (between(codePoint, 0x621, 0x64A)) {
            return arabic(codePoint);
        }
        boolean european = between(codePoint, 0xA1, 0x17F) || between(codePoint, 0x370, 0x3FF);
        return european && Character.isLowerCase(codePoint) ? 0.72 : 1.0;
    }

    /** Of the widest of a letter's forms, which is the one that stands alone. */
    private static double arabic(int codePoint) {
        if (NARROW_ARABIC.indexOf(codePoint) >= 0) {
            return 0.35;
        }
        if (HALF_ARABIC.indexOf(codePoint) >= 0) {
            return 0.53;
        }
        return USUAL_ARABIC.indexOf(codePoint) >= 0 ? 0.88 : 1.0;
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
