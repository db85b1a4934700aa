package io.cairn.journey.picture;

import io.cairn.journey.picture.Mark.Badge;
import io.cairn.journey.picture.Mark.Curve;
import io.cairn.journey.picture.Mark.Panel;
import io.cairn.journey.picture.Mark.Point;
import io.cairn.journey.picture.Mark.Shape;
import io.cairn.journey.picture.Mark.Words;
import io.cairn.journey.picture.Picture.Group;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

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
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" ")
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
            words(words, words.style().cssClass());
        } else if (mark instanceof Panel panel) {
            panel(panel);
        } else if (mark instanceof Badge badge) {
            badge(badge);
        } else if (mark instanceof Curve curve) {
            curve(curve.points());
        } else {
            rule(mark.box());
        }
    }

    private void words(Words words, String cssClass) {
        boolean fromRight = words.rightToLeft() && !words.centered();
        Box box = words.box();
        double x = words.centered() ? box.middleX() : fromRight ? box.right() : box.x();
        out.append("<text class=\"").append(cssClass).append('"');
        if (words.rightToLeft()) {
            out.append(" direction=\"rtl\"");
        }
        if (words.centered()) {
            out.append(" text-anchor=\"middle\"");
        }
        out.append('>');
        // the baseline, from the top of a line: its middle, lowered by a third of the font's size
        double baseline = words.style().lineHeight() / 2 + words.style().size() * 0.35;
        for (int i = 0; i < words.lines().size(); i++) {
            out.append(i == 0 ? "<tspan " : " <tspan ");
            attributes("x", number(x), "y", number(box.y() + i * words.style().lineHeight() + baseline));
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
        String kind = badge.shape().name().toLowerCase(Locale.ROOT);
        out.append("<path class=\"badge ").append(kind).append("\" d=\"");
        out.append(BadgePath.of(badge.shape(), badge.box())).append("\"/>\n");
        if (!badge.label().isEmpty()) {
            boolean filled = badge.shape() == Shape.DIAMOND_FILLED || badge.shape() == Shape.HEXAGON_FILLED;
            words(badge.words(), filled ? "label on-filled" : "label");
        }
    }

    /** Leaves and reaches each point horizontally, so it never rises above what was said. */
    private void curve(List<Point> points) {
        if (points.isEmpty()) {
            return;
        }
        out.append("<path class=\"curve\" d=\"M").append(pair(points.get(0)));
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            double half = (from.x() + to.x()) / 2;
            out.append('C').append(pair(new Point(half, from.y()))).append(' ');
            out.append(pair(new Point(half, to.y()))).append(' ').append(pair(to));
        }
        out.append("\"/>\n");
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
