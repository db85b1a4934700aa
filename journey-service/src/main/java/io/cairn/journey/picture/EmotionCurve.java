package io.cairn.journey.picture;

import io.cairn.journey.picture.Lane.Feeling;
import io.cairn.journey.picture.Mark.Badge;
import io.cairn.journey.picture.Mark.Curve;
import io.cairn.journey.picture.Mark.Point;
import io.cairn.journey.picture.Mark.Rule;
import io.cairn.journey.picture.Mark.Shape;
import io.cairn.journey.picture.Mark.Words;
import io.cairn.journey.picture.Picture.Group;
import java.util.ArrayList;
import java.util.List;

/** The lane of the emotions: a curve through the touchpoints, each with its value, over the touchpoints' numbers. */
final class EmotionCurve {
    private static final int HIGHEST = 2;
    private static final double PER_LEVEL = 30;
    private static final double SCALE = 4 * PER_LEVEL;

    private static final double AXIS_GAP = 6;

    private EmotionCurve() {}

    /** Adds the lane's groups; gives its height. */
    static double draw(Lane.Emotions lane, Columns columns, double top, List<Group> groups) {
        double highest = top + Layout.PADDING + Layout.BADGE / 2;
        double axis = highest + SCALE + Layout.BADGE + AXIS_GAP;
        List<Mark> rules = new ArrayList<>();
        for (int level = -HIGHEST; level <= HIGHEST; level++) {
            rules.add(new Rule(new Box(columns.x(0), y(highest, level), columns.width(), 0)));
            Box scale = new Box(columns.x(0) - Layout.BADGE, y(highest, level) - 8, Layout.BADGE, 16);
            rules.add(Words.centered(scale, shown(level), Style.META));
        }
        List<Point> points = new ArrayList<>();
        List<Group> badges = new ArrayList<>();
        for (int stage = 0; stage < lane.cells().size(); stage++) {
            List<Feeling> feelings = lane.cells().get(stage);
            for (int i = 0; i < feelings.size(); i++) {
                double x = columns.middle(stage, i, feelings.size());
                badges.add(badges(feelings.get(i), x, highest, axis));
                Integer emotion = feelings.get(i).emotion();
                if (emotion != null) {
                    points.add(new Point(x, y(highest, emotion)));
                }
            }
        }
        groups.add(new Group("The scale, from -2 to +2", rules));
        groups.add(new Group(
                "The emotion curve",
                List.of(new Curve(new Box(columns.x(0), highest, columns.width(), SCALE), points))));
        groups.addAll(badges);
        return axis + Layout.BADGE / 2 + Layout.PADDING - top;
    }

    private static double y(double highest, int emotion) {
        return highest + (HIGHEST - emotion) * PER_LEVEL;
    }

    private static Group badges(Feeling feeling, double x, double highest, double axis) {
        List<Mark> marks = new ArrayList<>();
        String spoken = "Touchpoint " + feeling.number() + ", " + feeling.touchpoint();
        marks.add(badge(x, axis, Shape.ROUND, Integer.toString(feeling.number())));
        Integer emotion = feeling.emotion();
        if (emotion != null) {
            Shape shape = emotion > 0 ? Shape.GOOD : emotion < 0 ? Shape.BAD : Shape.NEUTRAL;
            String label = shown(emotion);
            marks.add(badge(x, y(highest, emotion), shape, label));
            spoken += ": emotion " + label;
        }
        return new Group(spoken, marks);
    }

    private static String shown(int emotion) {
        return emotion > 0 ? "+" + emotion : emotion < 0 ? "−" + -emotion : "0";
    }

    private static Badge badge(double x, double y, Shape shape, String label) {
        double side = Layout.BADGE;
        return new Badge(new Box(x - side / 2, y - side / 2, side, side), shape, label);
    }
}
