package io.cairn.journey.picture;

import io.cairn.journey.picture.Mark.Point;
import io.cairn.journey.picture.Mark.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;

/** The outlines of badges and curves. */
final class Outlines {
    private Outlines() {}

    static Path2D badge(Shape shape, Box box) {
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

    /** Leaves and reaches each point horizontally, so it never rises above what was said. */
    static Path2D curve(List<Point> points) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < points.size(); i++) {
            Point to = points.get(i);
            if (i == 0) {
                path.moveTo(to.x(), to.y());
            } else {
                Point from = points.get(i - 1);
                double half = (from.x() + to.x()) / 2;
                path.curveTo(half, from.y(), half, to.y(), to.x(), to.y());
            }
        }
        return path;
    }

    private static Path2D circle(Box box, double radius) {
        double side = 2 * radius;
        return new Path2D.Double(new Ellipse2D.Double(box.middleX() - radius, box.middleY() - radius, side, side));
    }

    /** @param corners x and y in turn, as shares of the box */
    private static Path2D polygon(Box box, double... corners) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners.length; i += 2) {
            double x = box.x() + corners[i] * box.width();
            double y = box.y() + corners[i + 1] * box.height();
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        path.closePath();
        return path;
    }
}
