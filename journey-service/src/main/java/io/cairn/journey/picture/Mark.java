package io.cairn.journey.picture;

import java.text.Bidi;
import java.util.List;
import java.util.Locale;

/** What is drawn. */
sealed interface Mark {
    /** Where all of it is. */
    Box box();

    /**
     * Words on lines of their own.
     *
     * @param centered else at the start of each line
     * @param rightToLeft so that a line starts on the right, as Arabic and Hebrew do
     */
    record Words(Box box, List<String> lines, Style style, boolean centered, boolean rightToLeft) implements Mark {
        /** In the direction of the text's first letter. */
        static Words at(double x, double y, double width, String text, Style style) {
            return at(x, y, width, text, style, isRightToLeft(text));
        }

        static Words at(double x, double y, double width, String text, Style style, boolean rightToLeft) {
            List<String> lines = Wrapping.lines(text, style, width);
            Box box = new Box(x, y, width, lines.size() * style.lineHeight());
            return new Words(box, lines, style, false, rightToLeft);
        }

        static Words centered(Box box, String text, Style style) {
            double height = style.lineHeight();
            Box line = new Box(box.x(), box.middleY() - height / 2, box.width(), height);
            return new Words(line, List.of(text), style, true, isRightToLeft(text));
        }

        static boolean isRightToLeft(String text) {
            return !new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
        }

        /** From the top of the first line to what its letters stand on: its middle, lowered by a third of their size. */
        double baseline() {
            return style.lineHeight() / 2 + style.size() * 0.35;
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
            boolean filled = shape == Shape.DIAMOND_FILLED || shape == Shape.HEXAGON_FILLED;
            Style usual = label.length() > 2 ? Style.SMALL_LABEL : Style.LABEL;
            return Words.centered(box, label, filled ? Style.ON_FILLED : usual);
        }
    }

    /** A line that runs smoothly through points, from left to right. */
    record Curve(Box box, List<Point> points) implements Mark {}

    /** A horizontal line. */
    record Rule(Box box) implements Mark {}

    /** In pixels from the top left. */
    record Point(double x, double y) {}

    /** The shapes of badges: each kind has its own, so that none needs its colour to be told. */
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
        DOT;

        /** Its class in the picture's style sheet. */
        String cssClass() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
