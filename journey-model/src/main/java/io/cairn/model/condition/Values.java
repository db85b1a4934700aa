package io.cairn.model.condition;

import java.util.HashSet;
import java.util.Set;

/** Values that a term of a condition may have where the condition holds. */
sealed interface Values {
    /** Numbers; of a duration its seconds. */
    record Between(double from, boolean fromOpen, double to, boolean toOpen) implements Values {}

    /** Texts and truth values. */
    record OneOf(Set<Object> values) implements Values {}

    /** All but some texts and truth values. */
    record NoneOf(Set<Object> values) implements Values {}

    /** Nothing is known of them. */
    record Any() implements Values {}

    static Between atLeast(double from) {
        return new Between(from, false, Double.POSITIVE_INFINITY, false);
    }

    static Between atMost(double to) {
        return new Between(Double.NEGATIVE_INFINITY, false, to, false);
    }

    static Between above(double from) {
        return new Between(from, true, Double.POSITIVE_INFINITY, false);
    }

    static Between below(double to) {
        return new Between(Double.NEGATIVE_INFINITY, false, to, true);
    }

    static Between exactly(double value) {
        return new Between(value, false, value, false);
    }

    /** What both allow, or, of kinds that do not compare, more. */
    default Values and(Values other) {
        if (this instanceof Any) {
            return other;
        } else if (this instanceof Between a && other instanceof Between b) {
            boolean fromA = a.from > b.from || (a.from == b.from && a.fromOpen);
            boolean toA = a.to < b.to || (a.to == b.to && a.toOpen);
            return new Between(
                    fromA ? a.from : b.from,
                    fromA ? a.fromOpen : b.fromOpen,
                    toA ? a.to : b.to,
                    toA ? a.toOpen : b.toOpen);
        } else if (this instanceof OneOf a && other instanceof OneOf b) {
            Set<Object> both = new HashSet<>(a.values);
            both.retainAll(b.values);
            return new OneOf(both);
        } else if (this instanceof OneOf a && other instanceof NoneOf b) {
            Set<Object> rest = new HashSet<>(a.values);
            rest.removeAll(b.values);
            return new OneOf(rest);
        } else if (this instanceof NoneOf a && other instanceof NoneOf b) {
            Set<Object> all = new HashSet<>(a.values);
            all.addAll(b.values);
            return new NoneOf(all);
        }
        return this instanceof NoneOf && other instanceof OneOf ? other.and(this) : this;
    }

    default boolean isEmpty() {
        return this instanceof Between b
                ? b.from > b.to || (b.from == b.to && (b.fromOpen || b.toOpen))
                : this instanceof OneOf one && one.values.isEmpty();
    }

    /** Whether they are numbers of which 0 is none. */
    default boolean excludesZero() {
        return this instanceof Between && and(exactly(0)).isEmpty();
    }

    /** Whether the other certainly allows all of these. */
    default boolean within(Values other) {
        if (this instanceof Between a && other instanceof Between b) {
            return (a.from > b.from || (a.from == b.from && (a.fromOpen || !b.fromOpen)))
                    && (a.to < b.to || (a.to == b.to && (a.toOpen || !b.toOpen)));
        } else if (this instanceof OneOf a) {
            return other instanceof OneOf b
                    ? b.values.containsAll(a.values)
                    : other instanceof NoneOf none && a.values.stream().noneMatch(none.values::contains);
        }
        return this instanceof NoneOf a && other instanceof NoneOf b && a.values.containsAll(b.values);
    }
}
