package io.cairn.personalization.content;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows what an author wrote, character by character, to know where it puts a value. */
interface Scanner {
    /** A scanner that is where this one is, and goes on by itself. */
    Scanner copy();

    /** Goes on over a character of the author's; why it cannot stand there, or null. */
    @Nullable
    String text(char c);

    /**
     * Where a value would stand here; goes on over it.
     *
     * @param next the author's character after it; 0 if that cannot be told
     */
    Placed output(char next);

    /** Where it would be after a text of the author's within an address or a style; null if that is not where it is. */
    default @Nullable Scanner after(String written) {
        Scanner after = copy();
        return written.chars().anyMatch(c -> after.text((char) c) != null) ? null : after;
    }

    /** Whether it is in a comment, be it one that is markup to some. */
    default boolean isInComment() {
        return false;
    }

    /** Whether both are at the same place. */
    boolean isLike(Scanner other);

    /** Where it is if it may be where either is; null if that cannot be told. */
    @Nullable
    Scanner with(Scanner other);

    /** Where a value stands, or why it must not. */
    sealed interface Placed {
        record At(Place place, Set<Around> around) implements Placed {
            At(Place place) {
                this(place, Set.of());
            }
        }

        /** @param why after the name of the value: what it does there, and what to write instead */
        record Refused(String why) implements Placed {}
    }
}
