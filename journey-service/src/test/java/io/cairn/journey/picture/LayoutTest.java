package io.cairn.journey.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.journey.picture.Mark.Badge;
import io.cairn.journey.picture.Mark.Panel;
import io.cairn.journey.picture.Mark.Words;
import io.cairn.model.map.JourneyMap;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LayoutTest {
    /** Sums of doubles differ in their last bits. */
    private static final double ROUNDING = 0.001;

    @Property(tries = 60)
    void noTextIsOutsideItsBox(
            @ForAll long seed, @ForAll @IntRange(max = 14) int stages, @ForAll @IntRange(max = 9) int touchpoints) {
        for (Mark mark : marks(Pictures.random(seed, stages, touchpoints))) {
            if (mark instanceof Words words) {
                for (String line : words.lines()) {
                    assertThat(words.style().width(line))
                            .as(line)
                            .isLessThanOrEqualTo(words.box().width() + ROUNDING);
                }
                assertThat(words.box().height() + ROUNDING)
                        .isGreaterThanOrEqualTo(
                                words.lines().size() * words.style().lineHeight());
            }
        }
    }

    @Property(tries = 60)
    void nothingIsOutsideThePicture(
            @ForAll long seed, @ForAll @IntRange(max = 14) int stages, @ForAll @IntRange(max = 9) int touchpoints) {
        Picture picture = MapPicture.layOut(Pictures.random(seed, stages, touchpoints), "draft", null);
        Box all = new Box(0, 0, picture.width(), picture.height());
        picture.groups().stream()
                .flatMap(group -> group.marks().stream())
                .forEach(mark ->
                        assertThat(all.contains(mark.box())).as("%s", mark).isTrue());
    }

    @Property(tries = 60)
    void noTwoTextsOrBadgesOverlap(
            @ForAll long seed, @ForAll @IntRange(max = 8) int stages, @ForAll @IntRange(max = 9) int touchpoints) {
        List<Mark> marks = marks(Pictures.random(seed, stages, touchpoints)).stream()
                .filter(mark -> mark instanceof Words || mark instanceof Badge)
                .toList();
        for (int i = 0; i < marks.size(); i++) {
            for (int j = i + 1; j < marks.size(); j++) {
                Mark one = marks.get(i);
                Mark other = marks.get(j);
                assertThat(shrunk(one.box()).overlaps(other.box()))
                        .as("%s over %s", one, other)
                        .isFalse();
            }
        }
    }

    @Property(tries = 60)
    void whatTouchesAFieldIsInsideIt(
            @ForAll long seed, @ForAll @IntRange(max = 8) int stages, @ForAll @IntRange(max = 9) int touchpoints) {
        List<Mark> marks = marks(Pictures.random(seed, stages, touchpoints));
        // the emotions' lines run on through the gaps between stages
        List<Box> panels = marks.stream()
                .filter(mark -> mark instanceof Panel panel && !panel.kind().equals("ground"))
                .map(Mark::box)
                .toList();
        marks.stream().filter(mark -> !(mark instanceof Panel)).forEach(mark -> panels.stream()
                .filter(panel -> panel.overlaps(shrunk(mark.box())))
                .forEach(panel -> assertThat(panel.contains(shrunk(mark.box())))
                        .as("%s in %s", mark, panel)
                        .isTrue()));
    }

    @Test
    void numbersOfAllTouchpointsFitTheirBadges() {
        List<Badge> badges = marks(Pictures.random(1, 1, 120)).stream()
                .filter(Badge.class::isInstance)
                .map(Badge.class::cast)
                .filter(badge -> badge.shape() == Mark.Shape.ROUND)
                .toList();
        assertThat(badges).extracting(Badge::label).contains("7", "42", "120");
        for (Badge badge : badges) {
            // its outline is a pixel inside the box
            assertThat(badge.words().style().width(badge.label()))
                    .as(badge.label())
                    .isLessThanOrEqualTo(badge.box().width() - 2);
        }
    }

    private static List<Mark> marks(JourneyMap map) {
        return MapPicture.layOut(map, "draft", null).groups().stream()
                .flatMap(group -> group.marks().stream())
                .toList();
    }

    private static Box shrunk(Box box) {
        return new Box(box.x() + ROUNDING, box.y() + ROUNDING, box.width() - 2 * ROUNDING, box.height() - 2 * ROUNDING);
    }
}
