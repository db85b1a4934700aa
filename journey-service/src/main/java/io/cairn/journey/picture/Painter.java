package io.cairn.journey.picture;

import io.cairn.journey.picture.Mark.Badge;
import io.cairn.journey.picture.Mark.Curve;
import io.cairn.journey.picture.Mark.Panel;
import io.cairn.journey.picture.Mark.Words;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Map;
import java.util.Objects;

/** Paints marks as {@link SvgWriter} writes them. */
final class Painter {
    private final Graphics2D graphics;
    private final Map<String, Ink> inks;

    Painter(Graphics2D graphics, Palette palette) {
        this.graphics = graphics;
        this.inks = palette.inks();
    }

    void ground(Box box) {
        ink("ground", new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
    }

    void mark(Mark mark) {
        if (mark instanceof Words words) {
            words(words);
        } else if (mark instanceof Panel panel) {
            Box box = panel.box();
            double arc = 2 * panel.radius();
            ink(panel.kind(), new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), arc, arc));
        } else if (mark instanceof Badge badge) {
            ink(badge.shape().cssClass(), Outlines.badge(badge.shape(), badge.box()));
            words(badge.words());
        } else if (mark instanceof Curve curve) {
            ink("curve", Outlines.curve(curve.points()));
        } else {
            Box box = mark.box();
            ink("rule", new Line2D.Double(box.x(), box.y(), box.right(), box.y()));
        }
    }

    private void ink(String kind, Shape shape) {
        Ink ink = Objects.requireNonNull(inks.get(kind), kind);
        if (ink.fill() != null) {
            graphics.setColor(Color.decode(ink.fill()));
            graphics.fill(shape);
        }
        if (ink.stroke() != null) {
            graphics.setColor(Color.decode(ink.stroke()));
            graphics.setStroke(stroke(ink));
            graphics.draw(shape);
        }
    }

    private static BasicStroke stroke(Ink ink) {
        float width = (float) ink.width();
        if (ink.dashes().isEmpty()) {
            return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 4);
        }
        float[] dashes = {ink.dashes().get(0), ink.dashes().get(1)};
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 4, dashes, 0);
    }

    private void words(Words words) {
        Ink ink = Objects.requireNonNull(inks.get(words.style().cssClass()), "every style has an ink");
        graphics.setColor(Color.decode(Objects.requireNonNull(ink.fill(), "words are filled")));
        Box box = words.box();
        for (int i = 0; i < words.lines().size(); i++) {
            String line = words.lines().get(i);
            double y = box.y() + i * words.style().lineHeight();
            if (!line.isEmpty()
                    && graphics.hitClip((int) box.x(), (int) y - 1, (int) box.width() + 2, lineRoom(words))) {
                TextLayout layout = TextLine.of(line, words.style(), words.rightToLeft());
                double free = box.width() - layout.getAdvance();
                double x = box.x() + (words.centered() ? free / 2 : words.rightToLeft() ? free : 0);
                layout.draw(graphics, (float) x, (float) (y + words.baseline()));
            }
        }
    }

    /** Room for accents above a line and descenders below it. */
    private static int lineRoom(Words words) {
        return (int) words.style().lineHeight() + 4;
    }
}
