package io.cairn.model.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelExprVisitor;
import io.cairn.model.condition.InvalidCondition.Fault;
import io.cairn.model.condition.JourneyReference.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the journeys that a checked condition asks for, and the stages and personas that it compares the answers with. */
final class JourneyReader extends CelExprVisitor {
    private static final Map<String, Part> ASKING =
            Map.of("stage", Part.STAGE, "timeInStage", Part.STAGE, "persona", Part.PERSONA);
    private static final Set<String> COMPARING = Set.of("_==_", "_!=_", "@in");

    private final List<JourneyReference> found = new ArrayList<>();
    private final Positions positions;

    private JourneyReader(Positions positions) {
        this.positions = positions;
    }

    static List<JourneyReference> read(CelAbstractSyntaxTree ast) {
        JourneyReader reader = new JourneyReader(new Positions(ast.getSource()));
        reader.visit(ast.getExpr());
        return List.copyOf(reader.found);
    }

    @Override
    protected void visit(CelExpr e, CelCall call) {
        if (isAsking(call)) {
            CelExpr journey = call.args().get(0);
            add(call, null, journey);
        } else if (COMPARING.contains(call.function()) && call.args().size() == 2) {
            compare(call.args().get(0), call.args().get(1));
            compare(call.args().get(1), call.args().get(0));
        }
        super.visit(e, call);
    }

    private static boolean isAsking(CelCall call) {
        return call.target().isEmpty() && ASKING.containsKey(call.function());
    }

    private void compare(CelExpr asked, CelExpr with) {
        if (asked.getKind() != Kind.CALL || !isAsking(asked.call())) {
            return;
        }
        List<CelExpr> keys = with.getKind() == Kind.LIST ? with.list().elements() : List.of(with);
        for (CelExpr key : keys) {
            if (ConditionCheck.isString(key)) {
                add(asked.call(), key.constant().stringValue(), key);
            }
        }
    }

    private void add(CelCall asking, @Nullable String key, CelExpr at) {
        String journey = asking.args().get(0).constant().stringValue();
        Part what = Objects.requireNonNull(ASKING.get(asking.function()));
        Fault place = positions.fault(at.id(), "");
        found.add(new JourneyReference(journey, what, key, place.line(), place.column()));
    }
}
