package io.cairn.model.condition;

import static io.cairn.model.condition.Vocabulary.MAX_STEPS;

/** What the macros of one operand remember at one evaluation: their variables' values, and their steps. */
final class Locals {
    /** For an operand without macros. */
    static final Locals NONE = new Locals();

    /** By how deep the macro stands in others. */
    final Object[] variables = new Object[MacroLimits.MAX_NESTING];

    private int steps;

    /** False beyond {@value Vocabulary#MAX_STEPS}. */
    boolean step() {
        return ++steps <= MAX_STEPS;
    }
}
