package io.cairn.personalization.content;

import io.quarkus.qute.Expression;
import io.quarkus.qute.ResolutionContext;
import io.quarkus.qute.Results;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What stands between {@code #if} and its brace, or a part of it. */
sealed interface Clause {
    /** Null if it is missing. */
    @Nullable
    Object value(ResolutionContext data);

    default boolean holds(ResolutionContext data) {
        return isTrue(value(data));
    }

    /** Whether a value is there, and is neither false nor 0 nor empty. */
    static boolean isTrue(@Nullable Object value) {
        if (value == null || value.equals("") || value.equals(false)) {
            return false;
        }
        BigDecimal number = number(value);
        return !(number != null && number.signum() == 0) && !(value instanceof Given.Items items && items.isEmpty());
    }

    record Literal(@Nullable Object literal) implements Clause {
        @Override
        public @Nullable Object value(ResolutionContext data) {
            return literal;
        }
    }

    record Operand(Expression expression) implements Clause {
        @Override
        public @Nullable Object value(ResolutionContext data) {
            Object value = data.evaluate(expression).toCompletableFuture().join();
            return value == null || Results.isNotFound(value) ? null : value;
        }
    }

    record Not(Clause clause) implements Clause {
        @Override
        public Object value(ResolutionContext data) {
            return !clause.holds(data);
        }
    }

    record And(Clause left, Clause right) implements Clause {
        @Override
        public Object value(ResolutionContext data) {
            return left.holds(data) && right.holds(data);
        }
    }

    record Or(Clause left, Clause right) implements Clause {
        @Override
        public Object value(ResolutionContext data) {
            return left.holds(data) || right.holds(data);
        }
    }

    record Else(Clause left, Clause right) implements Clause {
        @Override
        public @Nullable Object value(ResolutionContext data) {
            Object value = left.value(data);
            return value == null ? right.value(data) : value;
        }
    }

    /** A comparison: of numbers, or of texts. One with something missing, or of what has no order, does not hold. */
    record Comparison(Clause left, Operator operator, Clause right) implements Clause {
        @Override
        public Object value(ResolutionContext data) {
            Object a = left.value(data);
            Object b = right.value(data);
            BigDecimal x = number(a);
            BigDecimal y = number(b);
            if (x != null && y != null) {
                return operator.allows(x.compareTo(y));
            } else if (a instanceof String s && b instanceof String t) {
                return operator.allows(s.compareTo(t));
            }
            boolean isEqual = a == null ? b == null : a.equals(b);
            return operator == Operator.EQUAL ? isEqual : operator == Operator.DIFFERENT && !isEqual;
        }
    }

    /** How two values are compared. */
    enum Operator {
        EQUAL,
        DIFFERENT,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST;

        boolean allows(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case DIFFERENT -> comparison != 0;
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case GREATER -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        if (!(value instanceof Number)) {
            return null;
        }
        try {
            return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
        } catch (NumberFormatException e) {
            return null; // not a number, or infinite
        }
    }
}
