package io.cairn.model.condition;

/**
 * The {@code &&}, {@code ||}, {@code !} and {@code ?:} at the top of a condition, by CEL's rules; what they combine is
 * CEL's. Taken out of its hands because it keeps one error of many, and a trace must name all that was missing.
 */
sealed interface Logic permits Logic.And, Logic.Or, Logic.Not, Logic.Choice, Operand {
    /** A CEL value, or {@link Unknown}. */
    Object evaluate(Facts facts);

    record And(Logic left, Logic right) implements Logic {
        @Override
        public Object evaluate(Facts facts) {
            return combine(left, right, Boolean.FALSE, facts);
        }
    }

    record Or(Logic left, Logic right) implements Logic {
        @Override
        public Object evaluate(Facts facts) {
            return combine(left, right, Boolean.TRUE, facts);
        }
    }

    record Not(Logic operand) implements Logic {
        @Override
        public Object evaluate(Facts facts) {
            Object value = truth(operand.evaluate(facts));
            return value instanceof Boolean truth ? (Object) !truth : value;
        }
    }

    record Choice(Logic condition, Logic then, Logic otherwise) implements Logic {
        @Override
        public Object evaluate(Facts facts) {
            Object value = truth(condition.evaluate(facts));
            return value instanceof Boolean truth ? (truth ? then : otherwise).evaluate(facts) : value;
        }
    }

    /** {@code decisive} decides whatever the other side is, even unknown. */
    private static Object combine(Logic left, Logic right, Boolean decisive, Facts facts) {
        Object first = truth(left.evaluate(facts));
        if (first.equals(decisive)) {
            return decisive;
        }
        Object second = truth(right.evaluate(facts));
        if (second.equals(decisive)) {
            return decisive;
        }
        if (first instanceof Unknown unknown) {
            return second instanceof Unknown other ? unknown.with(other) : unknown;
        }
        return second;
    }

    private static Object truth(Object value) {
        return value instanceof Boolean || value instanceof Unknown
                ? value
                : Unknown.failed("is neither true nor false: " + Shown.shortened(value));
    }
}
