package io.cairn.journey.picture;

import io.cairn.journey.picture.Mark.Shape;

/** The outlines of badges: each kind has its own, so that none needs its colour to be told. */
final class BadgePath {
    private BadgePath() {}

    /** As path data. */
    static String of(Shape shape, Box box) {
        return switch (shape) {
            case ROUND, GOOD -> circle(box, box.width() / 2 - 1);
            case DOT -> circle(box, 2.5);
            case NEUTRAL -> polygon(box, 0.06, 0.06, 0.94, 0.06, 0.94, 0.94, 0.06, 0.94);
            case BAD -> polygon(box, 0, 0, 1, 0, 1, 0.66, 0.5, 1, 0, 0.66);
            case DIAMOND, DIAMOND_FILLED -> polygon(box, 0.5, -0.04, 1.04, 0.5, 0.5, 1.04, -0.04, 0.5);
            case HEXAGON, HEXAGON_FILLED ->
                polygon(box, 0.27, 0.06, 0.73, 0.06, 1, 0.5, 0.73, 0.94, 0.27, 0.94, 0, 0.5);
        };
    }

    private static String circle(Box box, double radius) {
        String r = SvgWriter.number(radius);
        String across = SvgWriter.number(2 * radius);
        return "M" + SvgWriter.number(box.middleX() - radius) + "," + SvgWriter.number(box.middleY()) + "a" + r + ","
                + r + " 0 1 0 " + across + ",0a" + r + "," + r + " 0 1 0 -" + across + ",0Z";
    }

    /** @param corners x and y in turn, as shares of the box */
    private static String polygon(Box box, double... corners) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < corners.length; i += 2) {
            path.append(i == 0 ? 'M' : 'L')
                    .append(SvgWriter.number(box.x() + corners[i] * box.width()))
                    .append(',')
                    .append(SvgWriter.number(box.y() + corners[i + 1] * box.height()));
        }
        return path.append('Z').toString();
    }
}
