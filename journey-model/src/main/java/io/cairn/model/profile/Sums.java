package io.cairn.model.profile;

import io.cairn.model.event.LoggedEvent;
import java.math.BigDecimal;
import java.util.Map;

/** Exact sums in one representation for each number, so that the order of adding leaves no trace. */
final class Sums {
    private Sums() {}

    /** What an event with such properties adds. */
    static BigDecimal valueOf(Map<String, Object> properties) {
        return LoggedEvent.value(properties).map(Sums::canonical).orElse(BigDecimal.ZERO);
    }

    static BigDecimal add(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            return a;
        }
        return canonical(a.add(b));
    }

    /** No zeros at the end after the point, and no exponent: 30 rather than 3E+1. */
    static BigDecimal canonical(BigDecimal sum) {
        BigDecimal stripped = sum.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
