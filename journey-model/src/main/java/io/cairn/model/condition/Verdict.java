package io.cairn.model.condition;

import java.util.List;

/** Whether a condition holds, and if not for want of facts, what was missing. */
public sealed interface Verdict {
    record Holds() implements Verdict {}

    record DoesNotHold() implements Verdict {}

    /** It asked for something missing, as written: {@code traits.country}, {@code since('purchase')}. Does not hold. */
    record Missing(List<String> what) implements Verdict {}

    /** It could not be computed (a type that does not fit, a division by zero). Does not hold. */
    record Failed(String why) implements Verdict {}

    default boolean holds() {
        return this instanceof Holds;
    }
}
