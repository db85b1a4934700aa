package io.cairn.model.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which events must have been seen for an expression to have a value: what else is asked of an event is missing before. */
final class Presence {
    private static final Set<String> MISSING_BEFORE = Set.of("since", "first", "last", "latest");

    /** What makes something missing irrelevant. */
    private static final Set<String> ABSORBING = Set.of("_&&_", "_||_", "_?_:_", "@not_strictly_false");

    private final Set<String> events = new LinkedHashSet<>();

    private Presence() {}

    /** Those that certainly must; inside macros, lists and objects is not looked. */
    static Set<String> needed(CelExpr expression) {
        Presence presence = new Presence();
        presence.read(expression);
        return presence.events;
    }

    private void read(CelExpr e) {
        if (e.getKind() == Kind.SELECT && !e.select().testOnly()) {
            read(e.select().operand());
        } else if (e.getKind() == Kind.CALL && !ABSORBING.contains(e.call().function())) {
            CelCall call = e.call();
            if (MISSING_BEFORE.contains(call.function()) && isLiteral(call)) {
                events.add(call.args().get(0).constant().stringValue());
            }
            call.target().ifPresent(this::read);
            call.args().forEach(this::read);
        }
    }

    private static boolean isLiteral(CelCall call) {
        return call.target().isEmpty()
                && call.args().size() == 1
                && call.args().get(0).getKind() == Kind.CONSTANT
                && call.args().get(0).constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }
}
