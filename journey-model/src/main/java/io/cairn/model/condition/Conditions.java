package io.cairn.model.condition;

/** Compiles conditions: parsed, type-checked, literals checked, once for each text and kind. Safe for use by many threads. */
public final class Conditions {
    /** @throws InvalidCondition with line and column of each fault */
    public Condition compile(String source, ConditionKind kind) {
        throw new UnsupportedOperationException("helper A");
    }
}
