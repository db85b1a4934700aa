package io.cairn.journey.picture;

import io.cairn.journey.picture.Mark.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One aspect of the journey, across all stages. */
sealed interface Lane {
    String label();

    /** Whether there is nothing to show in any stage. */
    boolean isEmpty();

    /**
     * Texts in lists, one list for each stage.
     *
     * @param note says more of the label; may be empty
     */
    record Lists(String label, String note, List<List<Item>> cells) implements Lane {
        @Override
        public boolean isEmpty() {
            return cells.stream().allMatch(List::isEmpty);
        }
    }

    /** How the touchpoints feel, one list for each stage. */
    record Emotions(String label, List<List<Feeling>> cells) implements Lane {
        @Override
        public boolean isEmpty() {
            return cells.stream().flatMap(List::stream).allMatch(feeling -> feeling.emotion() == null);
        }
    }

    /** The emotion at a touchpoint, from −2 to +2; null: nobody said. */
    record Feeling(int number, String touchpoint, @Nullable Integer emotion) {}

    /**
     * A text in a list.
     *
     * @param badge what its shape holds; empty for a mere dot
     * @param meta smaller, below it; may be empty
     * @param frame the class of a frame around it; null: none
     */
    record Item(Shape shape, String badge, String text, String meta, Style style, @Nullable String frame) {
        static Item dot(String text) {
            return new Item(Shape.DOT, "", text, "", Style.BODY, null);
        }
    }
}
