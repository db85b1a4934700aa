package io.cairn.journey.picture;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of mark is inked.
 *
 * @param fill a colour, {@code #rrggbb}; null: none
 * @param stroke a colour, {@code #rrggbb}; null: none
 * @param width of the stroke, in pixels
 * @param dashes of the stroke, in pixels: line and gap; empty: a solid one
 */
record Ink(@Nullable String fill, @Nullable String stroke, double width, List<Integer> dashes) {
    static Ink filled(String fill) {
        return new Ink(fill, null, 0, List.of());
    }

    static Ink framed(String fill, String stroke) {
        return new Ink(fill, stroke, 1.5, List.of());
    }

    static Ink line(String stroke, double width) {
        return new Ink(null, stroke, width, List.of());
    }

    Ink dashed(int line, int gap) {
        return new Ink(fill, stroke, width, List.of(line, gap));
    }

    /** As declarations of a style sheet. */
    String css() {
        StringBuilder css = new StringBuilder("fill:").append(fill == null ? "none" : fill);
        if (stroke != null) {
            css.append(";stroke:").append(stroke).append(";stroke-width:").append(SvgWriter.number(width));
        }
        if (!dashes.isEmpty()) {
            css.append(";stroke-dasharray:")
                    .append(dashes.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
        return css.toString();
    }
}
