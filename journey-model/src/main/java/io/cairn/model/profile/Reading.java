package io.cairn.model.profile;

/**
 * Something that follows from a profile alone. Equal readings give equal answers of one type, which nobody can change.
 *
 * @param <T> the type of the answers
 */
@FunctionalInterface
public interface Reading<T> {
    /** The answer for a profile. */
    T of(CustomerProfile profile);
}
