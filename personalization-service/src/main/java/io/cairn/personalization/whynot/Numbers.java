package io.cairn.personalization.whynot;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers as people write them. */
final class Numbers {
    private Numbers() {}

    /** @param value finite; null: none */
    static String text(@Nullable Double value) {
        return value == null
                ? "none"
                : new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
    }
}
