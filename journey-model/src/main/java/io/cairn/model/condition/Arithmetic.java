package io.cairn.model.condition;

import io.cairn.model.condition.Closure.Constant;
import io.cairn.model.condition.Closure.Real;
import io.cairn.model.condition.Closure.Whole;
import io.cairn.model.condition.StandardFunctions.Call;
import org.jspecify.annotations.Nullable;

/** {@code +}, {@code -}, {@code *} and {@code /}: of numbers here, of all else by CEL's own function. */
enum Arithmetic {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE;

    /** @param call the same by CEL's own function */
    Closure of(Closure left, Closure right, Call call) {
        Whole wholeLeft = whole(left);
        Whole wholeRight = whole(right);
        Real realLeft = real(left);
        Real realRight = real(right);
        if (wholeLeft != null && wholeRight != null && this != DIVIDE) {
            return ofWholes(wholeLeft, wholeRight);
        } else if (realLeft != null && realRight != null) {
            return (Real) (facts, locals) -> ofDoubles(realLeft.real(facts, locals), realRight.real(facts, locals));
        }
        return (facts, locals) -> {
            Object a = left.value(facts, locals);
            if (a instanceof Unknown) {
                return a;
            }
            Object b = right.value(facts, locals);
            if (b instanceof Unknown) {
                return b;
            }
            if (a instanceof Double x && b instanceof Double y) {
                return ofDoubles(x, y);
            }
            Object value = call.invoke(a, b);
            return Barriers.isTooLarge(value, Barriers.MAX_SUM) ? Unknown.FAILED : value;
        };
    }

    private double ofDoubles(double a, double b) {
        return switch (this) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
        };
    }

    private Whole ofWholes(Whole a, Whole b) {
        return switch (this) {
            case ADD -> (facts, locals) -> Math.addExact(a.whole(facts, locals), b.whole(facts, locals));
            case SUBTRACT -> (facts, locals) -> Math.subtractExact(a.whole(facts, locals), b.whole(facts, locals));
            default -> (facts, locals) -> Math.multiplyExact(a.whole(facts, locals), b.whole(facts, locals));
        };
    }

    private static @Nullable Whole whole(Closure closure) {
        if (closure instanceof Constant c && c.constant() instanceof Long number) {
            long constant = number;
            return (facts, locals) -> constant;
        }
        return closure instanceof Whole whole ? whole : null;
    }

    private static @Nullable Real real(Closure closure) {
        if (closure instanceof Constant c && c.constant() instanceof Double number) {
            double constant = number;
            return (facts, locals) -> constant;
        }
        return closure instanceof Real real ? real : null;
    }
}
