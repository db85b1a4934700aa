package io.cairn.personalization.content;

import java.util.EnumSet;
import java.util.Set;

/**
 * What may have been read of the end of a comment of HTML: at all places where it may be, as a value may have been nothing,
 * and an {@code #if} have taken either branch. No value has a {@code >} in it, or a dash at its begin or its end.
 *
 * @param places never empty
 */
record CommentEnd(Set<At> places) {
    static final CommentEnd BEGIN = new CommentEnd(Set.of(At.BEGIN));

    enum At {
        /** After {@code <!--}: less ends it here. */
        BEGIN,
        BEGIN_DASH,
        INSIDE,
        DASH,
        DASHES,
        /** After {@code --!}. */
        BANG;

        private boolean endsAt(char c) {
            return c == '>' && this != INSIDE && this != DASH;
        }

        private At after(char c) {
            if (c == '-') {
                return this == BEGIN ? BEGIN_DASH : this == INSIDE || this == BANG ? DASH : DASHES;
            }
            return c == '!' && this == DASHES ? BANG : INSIDE;
        }
    }

    /** Whether the comment ends with this character, wherever it is in it. */
    boolean endsAt(char c) {
        return places.stream().allMatch(place -> place.endsAt(c));
    }

    boolean mayEndAt(char c) {
        return places.stream().anyMatch(place -> place.endsAt(c));
    }

    CommentEnd after(char c) {
        Set<At> after = EnumSet.noneOf(At.class);
        places.forEach(place -> after.add(place.after(c)));
        return new CommentEnd(after);
    }

    CommentEnd afterValue() {
        return with(new CommentEnd(Set.of(At.INSIDE)));
    }

    CommentEnd with(CommentEnd other) {
        Set<At> either = EnumSet.copyOf(places);
        either.addAll(other.places);
        return new CommentEnd(either);
    }
}
