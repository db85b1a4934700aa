package io.cairn.model.condition;

import java.util.Set;

/** A compiled condition. Immutable, safe for use by many threads; evaluating it never throws. */
public interface Condition {
    String source();

    ConditionKind kind();

    /** Whether it holds; for every kind but {@link ConditionKind#RANKING}. */
    Verdict test(Facts facts);

    /** The number it gives; for {@link ConditionKind#RANKING} only. */
    Score score(Facts facts);

    /** The event names it asks for, {@code "*"} and those that {@code cart()} reads included. */
    Set<String> eventNames();

    /** What holds of everybody for whom it holds; nothing, unless simple reasoning sees it. */
    default Claims claims() {
        return Claims.NONE;
    }

    /** What it names and compares with: the values near which its truth changes. */
    default Constants constants() {
        return Constants.NONE;
    }

    /** The journeys whose stage or persona it asks for. */
    Set<String> journeys();
}
