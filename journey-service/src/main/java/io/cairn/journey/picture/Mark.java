package io.cairn.journey.picture;

import java.text.Bidi;
import java.util.List;

/** What is drawn. */
sealed interface Mark {
    /** Where all of it is. */
    Box box();

    /**
     * Words on lines of their own.
     *
     * @param centered else at the start of each line, which is on the right for Arabic and Hebrew
     */
    record Words(Box box, List<String> lines, Style style, boolean centered) implements Mark {
        static Words at(double x, double y, double width, String text, Style style) {
            List<String> lines = Wrapping.lines(text, style, width);
            return new Words(new Box(x, y, width, lines.size() * style.lineHeight()), lines, style, false);
        }

        static Words centered(Box box, String text, Style style) {
            double height = style.lineHeight();
            Box line = new Box(box.x(), box.middleY() - height / 2, box.width(), height);
            return new Words(line, List.of(text), style, true);
        }

        boolean rightToLeft() {
            return !new Bidi(String.join(" ", lines), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
        }
    }

    /**
     * A field of colour, or a frame.
     *
     * @param kind its class in the style sheet
     * @param radius of its corners, in pixels
     */
    record Panel(Box box, String kind, double radius) implements Mark {}

    /** A number in a shape that says what it counts, with or without colour. */
    record Badge(Box box, Shape shape, String label) implements Mark {
        Words words() {
            return Words.centered(box, label, Style.LABEL);
        }
    }

    /** A line that runs smoothly through points, from left to right. */
    record Curve(Box box, List<Point> points) implements Mark {}

    /** A horizontal line. */
    record Rule(Box box) implements Mark {}

    /** In pixels from the top left. */
    record Point(double x, double y) {}

    /** The shapes of badges. */
    enum Shape {
        /** The number of a touchpoint. */
        ROUND,
        /** How bad: a triangle would be too small for its number, so a tag with a point; filled from severity 4. */
        DIAMOND,
        DIAMOND_FILLED,
        /** How great an opportunity; filled from impact 4. */
        HEXAGON,
        HEXAGON_FILLED,
        /** An emotion: good. */
        GOOD,
        /** An emotion: neither. */
        NEUTRAL,
        /** An emotion: bad. */
        BAD,
        /** A point in a list. */
        DOT
    }
}
