package io.cairn.journey.picture;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Breaks texts into lines where their script allows it; a word that is longer than a line anywhere between characters. */
final class Wrapping {
    private Wrapping() {}

    /** At least one line; no line is wider than asked for, unless one character is. */
    static List<String> lines(String text, Style style, double width) {
        List<String> lines = new ArrayList<>();
        text.strip()
                .lines()
                .forEach(paragraph -> wrap(Accents.bounded(paragraph).replace('\t', ' '), style, width, lines));
        return lines.isEmpty() ? List.of("") : lines;
    }

    private static void wrap(String paragraph, Style style, double width, List<String> lines) {
        StringBuilder line = new StringBuilder();
        double used = 0;
        for (String piece : pieces(BreakIterator.getLineInstance(Locale.ROOT), paragraph)) {
            double needed = style.width(piece.stripTrailing());
            if (used + needed > width && !line.isEmpty()) {
                lines.add(line.toString().strip());
                line.setLength(0);
                used = 0;
            }
            if (needed <= width) {
                line.append(piece);
                used += style.width(piece);
            } else {
                used = split(piece, style, width, line, lines);
            }
        }
        if (!line.isEmpty()) {
            lines.add(line.toString().strip());
        }
    }

    /** Fills lines with the characters of a long word; gives the width of what remains on the last one. */
    private static double split(String word, Style style, double width, StringBuilder line, List<String> lines) {
        double used = 0;
        for (String character : pieces(BreakIterator.getCharacterInstance(Locale.ROOT), word)) {
            double needed = style.width(character);
            if (used + needed > width && !line.isEmpty()) {
                lines.add(line.toString().strip());
                line.setLength(0);
                used = 0;
            }
            line.append(character);
            used += needed;
        }
        return used;
    }

    private static List<String> pieces(BreakIterator breaks, String text) {
        breaks.setText(text);
        List<String> pieces = new ArrayList<>();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }
}
