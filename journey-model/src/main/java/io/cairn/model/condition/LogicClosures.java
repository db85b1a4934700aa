package io.cairn.model.condition;

/**
 * {@code &&}, {@code ||}, {@code !} and {@code ?:} inside of an operand, in a macro or under another operator. Of two
 * sides that are unknown the first is kept, but what is no truth value goes before what is missing: so CEL's planner does it.
 */
final class LogicClosures {
    private LogicClosures() {}

    /** @param decisive true for {@code ||}, false for {@code &&} */
    static Closure combine(Closure left, Closure right, boolean decisive) {
        return (facts, locals) -> {
            Object first = left.value(facts, locals);
            if (first instanceof Boolean truth && truth == decisive) {
                return first;
            }
            Object second = right.value(facts, locals);
            if (second instanceof Boolean truth) {
                return truth == decisive || first instanceof Boolean ? second : unknown(first);
            }
            return second instanceof Unknown && !(first instanceof Boolean) ? unknown(first) : unknown(second);
        };
    }

    private static Object unknown(Object value) {
        return value instanceof Unknown ? value : Unknown.FAILED;
    }

    static Closure not(Closure operand) {
        return (facts, locals) -> {
            Object value = operand.value(facts, locals);
            return value instanceof Boolean truth ? (Object) !truth : unknown(value);
        };
    }

    static Closure choice(Closure condition, Closure then, Closure otherwise) {
        return (facts, locals) -> {
            Object value = condition.value(facts, locals);
            return value instanceof Boolean truth ? (truth ? then : otherwise).value(facts, locals) : unknown(value);
        };
    }
}
