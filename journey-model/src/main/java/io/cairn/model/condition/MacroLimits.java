package io.cairn.model.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Keeps macros from running away. Their steps are counted at evaluation, and what {@code +} makes is bounded, but not
 * what a list or map that is written out makes: {@code [a, a]} in each of twenty macros in a row is 2^20 values.
 */
final class MacroLimits {
    static final int MAX_NESTING = 2;

    private final BiConsumer<CelExpr, String> faults;
    private int depth;

    MacroLimits(BiConsumer<CelExpr, String> faults) {
        this.faults = faults;
    }

    /** @param visit goes on with the parts of the macro that the author wrote */
    void enter(CelExpr e, CelComprehension macro, Consumer<CelExpr> visit) {
        if (depth == MAX_NESTING) {
            faults.accept(e, "nests macros (exists, all, filter, map …) more than " + MAX_NESTING + " deep");
        }
        visit.accept(macro.iterRange());
        depth++;
        visit.accept(macro.loopStep());
        depth--;
    }

    /** @param parts of a list or map that is written out */
    void literal(CelExpr e, List<CelExpr> parts) {
        // lists of one are what map and filter are made of
        if (depth > 0 && parts.size() > 1 && parts.stream().anyMatch(part -> part.getKind() != Kind.CONSTANT)) {
            faults.accept(e, "a list or map inside of a macro may hold constants only");
        }
    }
}
