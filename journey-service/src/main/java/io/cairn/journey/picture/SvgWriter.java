package io.cairn.journey.picture;

import io.cairn.journey.picture.Mark.Badge;
import io.cairn.journey.picture.Mark.Curve;
import io.cairn.journey.picture.Mark.Panel;
import io.cairn.journey.picture.Mark.Point;
import io.cairn.journey.picture.Mark.Words;
import io.cairn.journey.picture.Picture.Group;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes a picture as SVG 1.1. */
final class SvgWriter {
    private final StringBuilder out = new StringBuilder();

    private SvgWriter() {}

    static String write(Picture picture, Theme theme) {
        SvgWriter writer = new SvgWriter();
        writer.picture(picture, theme);
        return writer.out.toString();
    }

    private void picture(Picture picture, Theme theme) {
        String width = number(picture.width());
        String height = number(picture.height());
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"graphics-document document\" ")
                .append("aria-labelledby=\"cairn-title cairn-description\" ");
        attributes("width", width, "height", height, "viewBox", "0 0 " + width + " " + height);
        out.append(">\n<title id=\"cairn-title\">").append(Xml.text(picture.title()));
        out.append("</title>\n<desc id=\"cairn-description\">").append(Xml.text(picture.description()));
        out.append("</desc>\n<style>\n").append(theme.css()).append("</style>\n");
        out.append("<rect class=\"ground\" ");
        attributes("width", width, "height", height);
        out.append("/>\n");
        picture.groups().forEach(this::group);
        out.append("</svg>\n");
    }

    private void group(Group group) {
        out.append("<g><title>").append(Xml.text(group.title())).append("</title>\n");
        group.marks().forEach(this::mark);
        out.append("</g>\n");
    }

    private void mark(Mark mark) {
        if (mark instanceof Words words) {
            words(words);
        } else if (mark instanceof Panel panel) {
            panel(panel);
        } else if (mark instanceof Badge badge) {
            badge(badge);
        } else if (mark instanceof Curve curve) {
            path("curve", Outlines.curve(curve.points()));
        } else {
            rule(mark.box());
        }
    }

    private void words(Words words) {
        boolean fromRight = words.rightToLeft() && !words.centered();
        Box box = words.box();
        double x = words.centered() ? box.middleX() : fromRight ? box.right() : box.x();
        out.append("<text class=\"").append(words.style().cssClass()).append('"');
        if (words.rightToLeft()) {
            out.append(" direction=\"rtl\"");
        }
        if (words.centered()) {
            out.append(" text-anchor=\"middle\"");
        }
        out.append('>');
        for (int i = 0; i < words.lines().size(); i++) {
            out.append(i == 0 ? "<tspan " : " <tspan ");
            attributes("x", number(x), "y", number(box.y() + i * words.style().lineHeight() + words.baseline()));
            out.append('>').append(Xml.text(words.lines().get(i))).append("</tspan>");
        }
        out.append("</text>\n");
    }

    private void panel(Panel panel) {
        Box box = panel.box();
        out.append("<rect class=\"").append(panel.kind()).append("\" ");
        attributes("x", number(box.x()), "y", number(box.y()));
        out.append(' ');
        attributes("width", number(box.width()), "height", number(box.height()), "rx", number(panel.radius()));
        out.append("/>\n");
    }

    private void badge(Badge badge) {
        path(badge.shape().cssClass(), Outlines.badge(badge.shape(), badge.box()));
        if (!badge.label().isEmpty()) {
            words(badge.words());
        }
    }

    private void path(String cssClass, Path2D path) {
        out.append("<path class=\"").append(cssClass).append("\" d=\"");
        double[] points = new double[6];
        for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
            switch (i.currentSegment(points)) {
                case PathIterator.SEG_MOVETO -> points('M', points, 1);
                case PathIterator.SEG_LINETO -> points('L', points, 1);
                case PathIterator.SEG_CUBICTO -> points('C', points, 3);
                case PathIterator.SEG_CLOSE -> out.append('Z');
                default -> throw new IllegalStateException("no outline has such a segment");
            }
        }
        out.append("\"/>\n");
    }

    private void points(char command, double[] points, int count) {
        out.append(command);
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : " ").append(pair(new Point(points[2 * i], points[2 * i + 1])));
        }
    }

    private void rule(Box box) {
        out.append("<path class=\"rule\" d=\"M").append(pair(new Point(box.x(), box.y())));
        out.append('H').append(number(box.right())).append("\"/>\n");
    }

    private static String pair(Point point) {
        return number(point.x()) + "," + number(point.y());
    }

    /** Names and values in turn. */
    private void attributes(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            out.append(i == 0 ? "" : " ")
                    .append(pairs[i])
                    .append("=\"")
                    .append(pairs[i + 1])
                    .append('"');
        }
    }

    static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
