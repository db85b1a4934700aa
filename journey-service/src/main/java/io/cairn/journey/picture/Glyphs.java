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
        100, 69, 69, 70, 77, 64, 59, 78, 76, 43, 46, 70, 56, 91, 75, 79,
        64, 79, 70, 69, 62, 74, 69, 101, 69, 63, 69, 46, 46, 46, 84, 64,
        64, 62, 64, 55, 64, 62, 36, 64, 64, 28, 35, 58, 28, 98, 64, 62,
        64, 64, 43, 53, 40, 64, 60, 83, 60, 60, 53, 64, 46, 64, 84
    };

    private static final int SOFT_HYPHEN = 0xAD;

    /** What a bold letter needs more, at most. */
    private static final double BOLD = 0.09;

    private static final String WIDE_EUROPEAN = "ŉŵͳωώϖϣ";
    private static final String WIDEST_EUROPEAN = "æŒœ";

    private static final String NARROW_CYRILLIC = "іїј";
    private static final String BROAD_CYRILLIC = "ДЦЪЂЋмы";
    private static final String BROADER_CYRILLIC = "МФЫ";
    private static final String WIDE_CYRILLIC = "жфшщюљњ";
    private static final String WIDEST_CYRILLIC = "ЖШЩЮЉЊ";

    private static final String NARROW_ARABIC = "آأإا";
    private static final String HALF_ARABIC = "ءؤةدذرزهو";
    private static final String USUAL_ARABIC = "ئجحخعغقكلمنىي";

    private Glyphs() {}

    /** In units of the font's size. */
    static double width(int codePoint, boolean bold) {
        if (codePoint == SOFT_HYPHEN) {
            return ASCII['-' - ' '] / 100.0; // which is drawn where a line breaks at it, and by some everywhere
        }
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
        if (between(codePoint, 0x400, 0x52F)) {
            return cyrillic(codePoint);
        }
        boolean european = between(codePoint, 0xA1, 0x17F) || between(codePoint, 0x370, 0x3FF);
        return european ? european(codePoint) : 1.0;
    }

    private static double european(int letter) {
        if (WIDEST_EUROPEAN.indexOf(letter) >= 0) {
            return 1.09;
        }
        if (WIDE_EUROPEAN.indexOf(letter) >= 0) {
            return 0.9;
        }
        return Character.isLowerCase(letter) ? 0.72 : 1.01;
    }

    private static double cyrillic(int letter) {
        if (NARROW_CYRILLIC.indexOf(letter) >= 0) {
            return 0.3;
        }
        if (BROAD_CYRILLIC.indexOf(letter) >= 0) {
            return 0.85;
        }
        if (BROADER_CYRILLIC.indexOf(letter) >= 0) {
            return 0.95;
        }
        if (WIDE_CYRILLIC.indexOf(letter) >= 0) {
            return 1.03;
        }
        if (WIDEST_CYRILLIC.indexOf(letter) >= 0) {
            return 1.25;
        }
        boolean isSmall = Character.isLowerCase(letter);
        if (between(letter, 0x400, 0x45F)) {
            return isSmall ? 0.72 : 0.8;
        }
        return isSmall ? 1.1 : 1.33; // of other languages, and of other times
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
