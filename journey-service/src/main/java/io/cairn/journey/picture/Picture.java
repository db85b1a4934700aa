package io.cairn.journey.picture;

import java.util.List;

/**
 * All that is drawn, in its place.
 *
 * @param title what a screen reader says first
 * @param description and then
 */
record Picture(double width, double height, String title, String description, List<Group> groups) {
    /** What belongs together, with words for who does not see it. */
    record Group(String title, List<Mark> marks) {
        Group {
            marks = List.copyOf(marks);
        }
    }

    Picture {
        groups = List.copyOf(groups);
    }
}
