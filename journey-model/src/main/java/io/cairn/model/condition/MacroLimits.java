package io.cairn.model.condition;

import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Keeps macros from running away. Their steps are counted at evaluation, but what a step makes is not: a value that
 * each of ten macros in a row repeats ten times is 10^10 values. So what a macro makes may not be repeated by the next.
 */
final class MacroLimits {
    private static final int MAX_MACROS = 20;
    private static final int MAX_NESTING = 2;

    private final CelSource source;
    private final BiConsumer<CelExpr, String> faults;
    private int count;
    private int depth;

    MacroLimits(CelSource source, BiConsumer<CelExpr, String> faults) {
        this.source = source;
        this.faults = faults;
    }

    /** @param visit goes on with the parts of the macro that the author wrote */
    void enter(CelExpr e, CelComprehension macro, Consumer<CelExpr> visit) {
        if (++count == MAX_MACROS + 1) {
            faults.accept(e, "has more than " + MAX_MACROS + " macros (exists, all, filter, map …)");
        }
        if (depth == MAX_NESTING) {
            faults.accept(e, "nests macros more than " + MAX_NESTING + " deep");
        }
        if (isMap(e) && CelNavigableExpr.fromExpr(macro.iterRange()).allNodes().anyMatch(node -> isMap(node.expr()))) {
            faults.accept(e, "maps what is mapped already: do it in one map");
        }
        visit.accept(macro.iterRange());
        depth++;
        visit.accept(macro.loopStep());
        depth--;
    }

    private boolean isMap(CelExpr e) {
        CelExpr call = source.getMacroCalls().get(e.id());
        return e.getKind() == Kind.COMPREHENSION
                && call != null
                && call.call().function().equals("map");
    }

    /** @param parts of a list or map that is written out */
    void literal(CelExpr e, List<CelExpr> parts) {
        // a map or filter macro makes lists of one
        if (depth > 0 && parts.size() > 1 && parts.stream().anyMatch(part -> part.getKind() != Kind.CONSTANT)) {
            faults.accept(e, "a list or map inside of a macro may hold constants only");
        }
    }
}
