package io.cairn.journey.picture;

import io.cairn.journey.picture.Lane.Item;
import io.cairn.journey.picture.Mark.Badge;
import io.cairn.journey.picture.Mark.Panel;
import io.cairn.journey.picture.Mark.Words;
import io.cairn.journey.picture.Picture.Group;
import io.cairn.model.map.Stage;
import java.util.ArrayList;
import java.util.List;

/** Puts lanes under one another and stages beside one another: as wide and as high as what they hold needs. */
final class Layout {
    static final double MARGIN = 24;
    static final double LABELS = 140;
    static final double PADDING = 10;
    static final double BADGE = 22;
    private static final double GAP = 8;
    /** The heading needs this much at least, however few stages there are. */
    private static final double LEAST_WIDTH = 760;

    private final Columns columns;
    private final List<Group> groups = new ArrayList<>();
    private double y = MARGIN;

    private Layout(Columns columns) {
        this.columns = columns;
    }

    static Picture of(Heading heading, List<Stage> stages, List<Lane> lanes) {
        Layout layout = new Layout(Columns.of(stages, LEAST_WIDTH - 2 * MARGIN - LABELS));
        layout.heading(heading);
        if (stages.isEmpty()) {
            layout.add(
                    "No stages", layout.words(MARGIN, layout.width(), "This map has no stages yet.", Style.SUBTITLE));
        } else {
            layout.stages(stages);
            lanes.forEach(layout::lane);
        }
        return new Picture(
                layout.width() + 2 * MARGIN,
                layout.y + MARGIN,
                heading.title(),
                heading.summary(stages),
                layout.groups);
    }

    private double width() {
        return LABELS + columns.width();
    }

    private void heading(Heading heading) {
        List<Mark> marks = new ArrayList<>();
        marks.add(words(MARGIN, width(), heading.title(), Style.TITLE));
        heading.lines().forEach(line -> marks.add(words(MARGIN, width(), line, Style.SUBTITLE)));
        groups.add(new Group(heading.title(), marks));
        y += GAP;
    }

    /** Words at the present height, which grows by them. */
    private Words words(double x, double width, String text, Style style) {
        Words words = Words.at(x, y, width, text, style);
        y = words.box().bottom() + GAP / 2;
        return words;
    }

    private void add(String title, Mark mark) {
        groups.add(new Group(title, List.of(mark)));
    }

    private void stages(List<Stage> stages) {
        double top = y;
        double height = 0;
        List<Words> names = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            String name = (i + 1) + " " + stages.get(i).name();
            Words words = Words.at(
                    columns.x(i) + PADDING, top + PADDING, columns.width(i) - 2 * PADDING - GAP, name, Style.STAGE);
            names.add(words);
            height = Math.max(height, words.box().height() + 2 * PADDING);
        }
        for (int i = 0; i < stages.size(); i++) {
            boolean isLast = i == stages.size() - 1;
            double width = columns.width(i) - (isLast ? 0 : GAP / 2);
            Panel panel = new Panel(new Box(columns.x(i), top, width, height), "stage-head", 6);
            groups.add(new Group("Stage " + (i + 1) + ": " + stages.get(i).name(), List.of(panel, names.get(i))));
        }
        y = top + height + GAP;
    }

    private void lane(Lane lane) {
        double top = y;
        List<Group> cells = new ArrayList<>();
        double height = lane instanceof Lane.Emotions emotions
                ? EmotionCurve.draw(emotions, columns, top, cells)
                : lists((Lane.Lists) lane, top, cells);
        List<Mark> label = new ArrayList<>();
        // beside the emotions' label stands their scale
        double room = LABELS - 2 * PADDING - (lane instanceof Lane.Emotions ? BADGE : 0);
        Words name = Words.at(MARGIN + PADDING, top + PADDING, room, lane.label(), Style.LANE);
        double labelBottom = name.box().bottom();
        label.add(name);
        if (lane instanceof Lane.Lists lists && !lists.note().isEmpty()) {
            Words note = Words.at(MARGIN + PADDING, labelBottom, LABELS - 2 * PADDING, lists.note(), Style.META);
            labelBottom = note.box().bottom();
            label.add(note);
        }
        double all = Math.max(height, labelBottom + PADDING - top);
        label.add(0, new Panel(new Box(MARGIN, top, width(), all), "lane-row", 6));
        for (int i = 1; i < columns.stages(); i++) {
            label.add(new Panel(new Box(columns.x(i) - GAP / 2, top, GAP / 2, all), "ground", 0));
        }
        groups.add(new Group(lane.label(), label));
        groups.addAll(cells);
        y = top + all + GAP;
    }

    private double lists(Lane.Lists lane, double top, List<Group> cells) {
        double bottom = top;
        for (int i = 0; i < lane.cells().size(); i++) {
            double at = top + PADDING;
            for (Item item : lane.cells().get(i)) {
                List<Mark> marks = item(item, columns.x(i) + PADDING, at, columns.width(i) - 2 * PADDING);
                double end = marks.stream()
                        .mapToDouble(mark -> mark.box().bottom())
                        .max()
                        .orElse(at);
                cells.add(new Group(spoken(item), marks));
                at = end + GAP;
            }
            bottom = Math.max(bottom, at - GAP);
        }
        return bottom + PADDING - top;
    }

    private static String spoken(Item item) {
        String of =
                switch (item.shape()) {
                    case DIAMOND, DIAMOND_FILLED -> "Severity " + item.badge() + ": ";
                    case HEXAGON, HEXAGON_FILLED -> "Impact " + item.badge() + ": ";
                    case ROUND -> "Touchpoint " + item.badge() + ": ";
                    default -> "";
                };
        return of + item.text() + (item.meta().isEmpty() ? "" : " (" + item.meta() + ")");
    }

    /** The badge at the start of the text: right of it, where the text runs from right to left. */
    private static List<Mark> item(Item item, double x, double top, double width) {
        double inset = item.frame() == null ? 0 : 6;
        boolean isDot = item.shape() == Mark.Shape.DOT;
        double badge = isDot ? 10 : BADGE;
        boolean fromRight = Words.isRightToLeft(item.text());
        double badgeX = fromRight ? x + width - inset - badge : x + inset;
        double textX = fromRight ? x + inset : x + inset + badge + 6;
        double textWidth = width - 2 * inset - badge - 6;
        Words text = Words.at(textX, top + inset + 1, textWidth, item.text(), item.style(), fromRight);
        double firstLine = item.style().lineHeight();
        double badgeY = isDot ? text.box().y() + (firstLine - badge) / 2 : top + inset;
        List<Mark> marks = new ArrayList<>();
        marks.add(new Badge(new Box(badgeX, badgeY, badge, badge), item.shape(), item.badge()));
        marks.add(text);
        if (!item.meta().isEmpty()) {
            double metaY = text.box().bottom();
            marks.add(Words.at(textX, metaY, textWidth, item.meta(), Style.META, fromRight));
        }
        if (item.frame() != null) {
            double bottom = Math.max(top + inset + BADGE, text.box().bottom()) + inset;
            marks.add(0, new Panel(new Box(x, top, width, bottom - top), item.frame(), 10));
        }
        return marks;
    }
}
