package io.cairn.model.condition;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CEL's comparing operators. */
enum Comparison {
    LESS("_<_"),
    AT_MOST("_<=_"),
    EQUAL("_==_"),
    UNEQUAL("_!=_"),
    AT_LEAST("_>=_"),
    MORE("_>_");

    private static final Map<String, Comparison> BY_FUNCTION =
            Arrays.stream(values()).collect(Collectors.toMap(each -> each.function, Function.identity()));

    private final String function;

    Comparison(String function) {
        this.function = function;
    }

    /** Null if CEL's function is another. */
    static @Nullable Comparison of(String function) {
        return BY_FUNCTION.get(function);
    }

    /** The same with its sides exchanged. */
    Comparison mirrored() {
        return switch (this) {
            case LESS -> MORE;
            case AT_MOST -> AT_LEAST;
            case EQUAL, UNEQUAL -> this;
            case AT_LEAST -> AT_MOST;
            case MORE -> LESS;
        };
    }

    boolean holds(double left, double right) {
        return holds(left < right ? -1 : left > right ? 1 : 0);
    }

    /** @param sign of the left side less the right side */
    boolean holds(int sign) {
        return switch (this) {
            case LESS -> sign < 0;
            case AT_MOST -> sign <= 0;
            case EQUAL -> sign == 0;
            case UNEQUAL -> sign != 0;
            case AT_LEAST -> sign >= 0;
            case MORE -> sign > 0;
        };
    }
}
