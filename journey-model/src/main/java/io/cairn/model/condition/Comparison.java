package io.cairn.model.condition;

import dev.cel.common.Operator;
import dev.cel.common.internal.ComparisonFunctions;
import io.cairn.model.condition.Closure.Constant;
import io.cairn.model.condition.Closure.Real;
import io.cairn.model.condition.Closure.Whole;
import io.cairn.model.condition.StandardFunctions.Call;
import io.cairn.model.condition.VocabularyClosures.Since;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** CEL's comparing operators, by the sign of what is compared. */
enum Comparison {
    LESS(0b001),
    LESS_EQUALS(0b011),
    EQUALS(0b010),
    NOT_EQUALS(0b101),
    GREATER(0b100),
    GREATER_EQUALS(0b110);

    /** Of NaN and anything: no comparison holds. */
    private static final int UNORDERED = 2;

    /** Of what only CEL's own function knows how to compare, or that it cannot be. */
    private static final int UNKNOWN = 3;

    /** For signs -1, 0 and 1, from the lowest bit. */
    private final int holding;

    Comparison(int holding) {
        this.holding = holding;
    }

    /** Null if CEL's function is another. */
    static @Nullable Comparison of(String function) {
        return switch (Operator.findReverse(function).orElse(Operator.IN)) {
            case LESS -> LESS;
            case LESS_EQUALS -> LESS_EQUALS;
            case EQUALS -> EQUALS;
            case NOT_EQUALS -> NOT_EQUALS;
            case GREATER -> GREATER;
            case GREATER_EQUALS -> GREATER_EQUALS;
            default -> null;
        };
    }

    /** The same with its sides exchanged. */
    Comparison mirrored() {
        return switch (this) {
            case LESS -> GREATER;
            case LESS_EQUALS -> GREATER_EQUALS;
            case EQUALS, NOT_EQUALS -> this;
            case GREATER -> LESS;
            case GREATER_EQUALS -> LESS_EQUALS;
        };
    }

    /** @param sign of the left side less the right side */
    boolean holds(int sign) {
        return (holding >> (sign + 1) & 1) != 0;
    }

    boolean holds(double left, double right) {
        return holds(sign(left, right));
    }

    /** @param call the same by CEL's own function */
    Closure of(Closure left, Closure right, Call call) {
        if (left instanceof Whole a && right instanceof Whole b) {
            return (facts, locals) -> {
                try {
                    return holds(Long.compare(a.whole(facts, locals), b.whole(facts, locals)));
                } catch (ArithmeticException e) {
                    return Unknown.FAILED;
                }
            };
        } else if (left instanceof Whole a && right instanceof Constant c && c.constant() instanceof Long number) {
            long b = number;
            return (facts, locals) -> {
                try {
                    return holds(Long.compare(a.whole(facts, locals), b));
                } catch (ArithmeticException e) {
                    return Unknown.FAILED;
                }
            };
        } else if (left instanceof Real a && right instanceof Real b) {
            return (facts, locals) -> holds(sign(a.real(facts, locals), b.real(facts, locals)));
        } else if (left instanceof Real a && right instanceof Constant c && c.constant() instanceof Double number) {
            double b = number;
            return (facts, locals) -> holds(sign(a.real(facts, locals), b));
        }
        if (left instanceof Since since && right instanceof Constant c && c.constant() instanceof Duration limit) {
            return since.compared(this, limit);
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
            int sign = sign(a, b);
            return sign == UNKNOWN ? call.invoke(a, b) : (Object) holds(sign);
        };
    }

    private static int sign(double a, double b) {
        return a < b ? -1 : a > b ? 1 : a == b ? 0 : UNORDERED;
    }

    private static int sign(Object one, Object other) {
        if (one instanceof Double a) {
            return other instanceof Double b
                    ? sign(a.doubleValue(), b.doubleValue())
                    : other instanceof Long b ? ComparisonFunctions.compareDoubleInt(a, b) : UNKNOWN;
        } else if (one instanceof Long a) {
            return other instanceof Long b
                    ? Long.compare(a, b)
                    : other instanceof Double b ? ComparisonFunctions.compareIntDouble(a, b) : UNKNOWN;
        } else if (one instanceof Duration a && other instanceof Duration b) {
            return Integer.signum(a.compareTo(b));
        } else if (one instanceof Instant a && other instanceof Instant b) {
            return Integer.signum(a.compareTo(b));
        } else if (one instanceof String a && other instanceof String b) {
            return Integer.signum(a.compareTo(b));
        }
        return UNKNOWN;
    }
}
