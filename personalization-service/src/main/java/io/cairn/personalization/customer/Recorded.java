package io.cairn.personalization.customer;

/** What became of a {@link Recording}. */
public sealed interface Recorded {
    /** All of it was written. */
    record Written() implements Recorded {}

    /** Nothing was: somebody wrote since the customer was loaded, or a total has no room. Load and decide again. */
    record Conflict() implements Recorded {}

    /** Nothing was: the same request was answered in between, and that is the answer. */
    record Answered(Answer answer) implements Recorded {}
}
