package io.cairn.personalization.whynot;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A change, and how to suppose that it was made.
 *
 * @param suppose gives what is so with the change
 */
record Edit(Change change, UnaryOperator<Supposed> suppose) {
    static Edit waiving(Change change, Waiver waiver) {
        return new Edit(change, supposed -> supposed.waiving(waiver));
    }

    /** What is so with all of them. */
    static Supposed all(Supposed from, List<Edit> edits) {
        Supposed supposed = from;
        for (Edit edit : edits) {
            supposed = edit.suppose().apply(supposed);
        }
        return supposed;
    }
}
