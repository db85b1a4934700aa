package io.cairn.journey.picture;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;
import java.util.List;

/** A line of text, shaped and put into its order, each character in the first typeface that has it. */
final class TextLine {
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    private TextLine() {}

    /** @param line not empty */
    static TextLayout of(String line, Style style, boolean rightToLeft) {
        AttributedString text = new AttributedString(line);
        text.addAttribute(
                TextAttribute.RUN_DIRECTION,
                rightToLeft ? TextAttribute.RUN_DIRECTION_RTL : TextAttribute.RUN_DIRECTION_LTR);
        Typefaces typefaces = Typefaces.get();
        List<Font> fonts = typefaces.of(style, line);
        Font font = fonts.get(0);
        int start = 0;
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            Font next = next(line.codePointAt(i), font, fonts, typefaces);
            if (!next.equals(font)) {
                set(text, font, style, start, i);
                font = next;
                start = i;
            }
        }
        set(text, font, style, start, line.length());
        return new TextLayout(text.getIterator(), EXACT);
    }

    private static Font next(int codePoint, Font present, List<Font> fonts, Typefaces typefaces) {
        return switch (Character.getType(codePoint)) {
            // belong to the character before them, or show nothing
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> present;
            default ->
                fonts.stream()
                        .filter(font -> font.canDisplay(codePoint))
                        .findFirst()
                        .orElseGet(() -> typefaces.beyond(codePoint));
        };
    }

    private static void set(AttributedString text, Font font, Style style, int start, int end) {
        if (end > start) {
            text.addAttribute(TextAttribute.FONT, font.deriveFont((float) style.size()), start, end);
        }
    }
}
