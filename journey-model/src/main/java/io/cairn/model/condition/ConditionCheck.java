package io.cairn.model.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelIdent;
import dev.cel.common.ast.CelExpr.CelList;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExprVisitor;
import dev.cel.common.types.CelKind;
import io.cairn.model.condition.InvalidCondition.Fault;
import io.cairn.model.condition.Vocabulary.Function;
import io.cairn.model.profile.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the type-checker leaves open: that literals are literals and mean something, that a kind of condition asks only
 * what it may, that macros cannot run away. Collects the event names and windows on its way.
 */
final class ConditionCheck extends CelExprVisitor {
    private static final Set<String> ARITHMETIC = Set.of("_+_", "_-_", "_*_", "_/_", "_%_");

    final Set<String> eventNames = new TreeSet<>();
    final Map<String, Window> windows = new TreeMap<>();
    final List<Fault> faults = new ArrayList<>();

    private final CelAbstractSyntaxTree ast;
    private final ConditionKind kind;
    private final CartEvents cartEvents;
    private final Positions positions;
    private final MacroLimits macros;

    ConditionCheck(CelAbstractSyntaxTree ast, ConditionKind kind, CartEvents cartEvents) {
        this.ast = ast;
        this.kind = kind;
        this.cartEvents = cartEvents;
        this.positions = new Positions(ast.getSource());
        this.macros = new MacroLimits(this::fault);
    }

    void check() {
        CelKind result = ast.getResultType().kind();
        boolean ranking = kind == ConditionKind.RANKING;
        // dyn is a trait or property, whose type shows only when it is there
        Set<CelKind> allowed =
                ranking ? Set.of(CelKind.INT, CelKind.DOUBLE, CelKind.DYN) : Set.of(CelKind.BOOL, CelKind.DYN);
        if (!allowed.contains(result)) {
            String wanted = ranking ? "a number (int or double)" : "true or false";
            fault(
                    ast.getExpr(),
                    "must give " + wanted + ", not " + ast.getResultType().name());
        }
        visit(ast.getExpr());
    }

    @Override
    protected void visit(CelExpr e, CelIdent ident) {
        restrict(e, ident.name(), Vocabulary.RESTRICTED_VARIABLES.getOrDefault(ident.name(), Set.of(kind)));
    }

    @Override
    protected void visit(CelExpr e, CelSelect select) {
        // the checker has resolved a dotted variable such as offer.value, but left it in the tree as a selection
        String name =
                ast.getReference(e.id()).map(reference -> reference.name()).orElse("");
        Set<ConditionKind> kinds = Vocabulary.RESTRICTED_VARIABLES.get(name);
        if (kinds == null) {
            super.visit(e, select);
        } else {
            restrict(e, name, kinds);
        }
    }

    private void restrict(CelExpr e, String asked, Set<ConditionKind> kinds) {
        if (!kinds.contains(kind)) {
            fault(e, kind.inWords() + " may not ask for " + asked);
        }
    }

    @Override
    protected void visit(CelExpr e, CelCall call) {
        Function function = call.target().isPresent() ? null : Vocabulary.FUNCTIONS.get(call.function());
        if (function != null) {
            restrict(e, call.function() + "()", function.kinds());
            checkLiterals(function, call);
        } else if (ARITHMETIC.contains(call.function())) {
            checkArithmetic(call.args());
        } else {
            StandardLiterals.faultOf(call).ifPresent(at -> fault(at.where(), at.detail()));
        }
        super.visit(e, call);
    }

    private void checkLiterals(Function function, CelCall call) {
        if (call.args().isEmpty()) { // cart()
            eventNames.addAll(cartEvents.names());
            return;
        }
        CelExpr first = call.args().get(0);
        switch (function.literal()) {
            case EVENT -> literal(first, "an event's name", eventNames, Literals::faultOfEventName);
            case JOURNEY -> literal(first, "a journey's key", new TreeSet<>(), Literals::faultOfKey);
            case PURPOSE -> literal(first, "a channel or purpose", new TreeSet<>(), Literals::faultOfEventName);
            case AMOUNT -> Literals.faultOfAmount(call.function(), first).ifPresent(detail -> fault(first, detail));
            case NONE -> {}
        }
        if (call.args().size() > 1) {
            CelExpr second = call.args().get(1);
            Set<String> texts = new TreeSet<>();
            literal(second, "a window such as '7d'", texts, Literals::faultOfWindow);
            texts.forEach(text -> windows.put(text, Window.parse(text)));
        }
    }

    private void literal(
            CelExpr argument,
            String what,
            Set<String> found,
            java.util.function.Function<String, Optional<String>> check) {
        if (!isString(argument)) {
            fault(argument, "must be " + what + " in quotes, so that it can be checked now");
            return;
        }
        String text = argument.constant().stringValue();
        check.apply(text).ifPresentOrElse(detail -> fault(argument, detail), () -> found.add(text));
    }

    static boolean isString(CelExpr e) {
        return e.getKind() == CelExpr.ExprKind.Kind.CONSTANT && e.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    /** CEL has no {@code double + int}: with a number from JSON it would fail at each evaluation. */
    private void checkArithmetic(List<CelExpr> operands) {
        if (operands.size() == 2) {
            checkArithmetic(operands.get(0), operands.get(1));
            checkArithmetic(operands.get(1), operands.get(0));
        }
    }

    private void checkArithmetic(CelExpr one, CelExpr other) {
        boolean isDynamic =
                ast.getType(one.id()).filter(type -> type.kind() == CelKind.DYN).isPresent();
        boolean isInt = ast.getType(other.id())
                .filter(type -> type.kind() == CelKind.INT)
                .isPresent();
        if (isDynamic && isInt) {
            boolean constant = other.getKind() == CelExpr.ExprKind.Kind.CONSTANT;
            String advice = constant ? "write " + other.constant().int64Value() + ".0" : "put it into double(…)";
            fault(other, "is an int, but numbers of traits, properties and context are doubles: " + advice);
        }
    }

    @Override
    protected void visit(CelExpr e, CelList list) {
        macros.literal(e, list.elements());
        super.visit(e, list);
    }

    @Override
    protected void visit(CelExpr e, CelMap map) {
        List<CelExpr> parts = new ArrayList<>();
        map.entries().forEach(entry -> parts.addAll(List.of(entry.key(), entry.value())));
        macros.literal(e, parts);
        super.visit(e, map);
    }

    @Override
    protected void visit(CelExpr e, CelComprehension fold) {
        macros.enter(e, fold, this::visit);
    }

    private void fault(CelExpr where, String detail) {
        faults.add(positions.fault(where.id(), detail));
    }
}
