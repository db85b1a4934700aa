package io.cairn.journey.picture;

import java.util.Locale;

/** The ways in which words are set. */
enum Style {
    TITLE(26, true),
    SUBTITLE(14, false),
    STAGE(16, true),
    LANE(13, true),
    BODY(13, false),
    THOUGHT(13, false),
    META(11, false),
    LABEL(11, true),
    /** A label of three digits, which is no wider than one of two. */
    SMALL_LABEL(8, true),
    /** A label in a filled badge. */
    ON_FILLED(11, true);

    private final int size;
    private final boolean bold;

    Style(int size, boolean bold) {
        this.size = size;
        this.bold = bold;
    }

    /** The font's size in pixels. */
    int size() {
        return size;
    }

    boolean bold() {
        return bold;
    }

    /** From one line to the next; room for the tallest scripts. */
    double lineHeight() {
        return Math.ceil(size * 1.4);
    }

    /** Pixels that a text takes at most, on one line. */
    double width(String text) {
        return text.codePoints().mapToDouble(c -> Glyphs.width(c, bold)).sum() * size;
    }

    /** What people think, not what is there. */
    boolean italic() {
        return this == THOUGHT;
    }

    /** Its class in the picture's style sheet. */
    String cssClass() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As a rule of the picture's style sheet. */
    String css() {
        return "." + cssClass() + "{font-size:" + size + "px" + (bold ? ";font-weight:700" : "")
                + (italic() ? ";font-style:italic" : "") + "}";
    }
}
