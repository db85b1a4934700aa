package io.cairn.model.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelKind;
import io.cairn.model.profile.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds when time alone can change a part of a type-checked condition: where it compares times, counts in windows and
 * days, at moments that follow from its literals and the profile; where it uses {@code now} otherwise, within the hour.
 */
final class ChangesReader {
    private static final Changes HOURLY = evaluation ->
            evaluation.facts().now().toEpochMilli() + Duration.ofHours(1).toMillis();

    /** Counts above it are not exact as doubles. */
    private static final double MAX_EXACT = 1L << 53;

    private final CelAbstractSyntaxTree ast;
    private final Function<CelExpr, CelProgram> plan;
    private final List<Changes> found = new ArrayList<>();
    private final Set<String> macroVariables = new HashSet<>();

    private ChangesReader(CelAbstractSyntaxTree ast, Function<CelExpr, CelProgram> plan) {
        this.ast = ast;
        this.plan = plan;
    }

    /** @param plan makes programs of parts of the expression */
    static Changes read(CelAbstractSyntaxTree ast, CelExpr e, Function<CelExpr, CelProgram> plan) {
        ChangesReader reader = new ChangesReader(ast, plan);
        reader.read(e);
        return Changes.earliest(reader.found);
    }

    private void read(CelExpr e) {
        switch (e.getKind()) {
            case IDENT -> {
                if (isNow(e)) {
                    found.add(HOURLY);
                }
            }
            case SELECT -> read(e.select().operand());
            case CALL -> readCall(e, e.call());
            case LIST -> e.list().elements().forEach(this::read);
            case MAP ->
                e.map().entries().forEach(entry -> {
                    read(entry.key());
                    read(entry.value());
                });
            case COMPREHENSION -> readMacro(e.comprehension());
            default -> {}
        }
    }

    private void readMacro(CelComprehension macro) {
        read(macro.iterRange());
        read(macro.accuInit());
        Set<String> more = new HashSet<>(Set.of(macro.iterVar(), macro.iterVar2(), macro.accuVar()));
        more.removeAll(macroVariables);
        macroVariables.addAll(more);
        read(macro.loopCondition());
        read(macro.loopStep());
        read(macro.result());
        macroVariables.removeAll(more);
    }

    private void readCall(CelExpr e, CelCall call) {
        Comparison comparison = Comparison.of(call.function());
        if (comparison != null
                && (readComparison(call.args().get(0), comparison, call.args().get(1))
                        || readComparison(
                                call.args().get(1),
                                comparison.mirrored(),
                                call.args().get(0))
                        || readCrossing(
                                call.args().get(0), comparison, call.args().get(1)))) {
            return;
        }
        switch (call.function()) {
            case "count", "total" -> addWindow(call, null, 0);
            case "daysUntil" -> addDays(e, null, 0);
            case "since", "timeInStage" -> found.add(HOURLY);
            default -> {
                call.target().ifPresent(this::read);
                call.args().forEach(this::read);
            }
        }
    }

    /** Whether it compares a count, total or number of days with a number that is written out. */
    private boolean readComparison(CelExpr of, Comparison comparison, CelExpr with) {
        Double number = number(with);
        if (of.getKind() != Kind.CALL || number == null || Math.abs(number) > MAX_EXACT) {
            return false;
        }
        switch (of.call().function()) {
            case "count", "total" -> addWindow(of.call(), comparison, number);
            case "daysUntil" -> addDays(of, comparison, number);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Double number(CelExpr e) {
        if (e.getKind() != Kind.CONSTANT) {
            return null;
        }
        return switch (e.constant().getKind()) {
            case INT64_VALUE -> (double) e.constant().int64Value();
            case DOUBLE_VALUE -> e.constant().doubleValue();
            default -> null;
        };
    }

    private void addWindow(CelCall call, @Nullable Comparison comparison, double comparedWith) {
        if (call.args().size() == 2) {
            String event = call.args().get(0).constant().stringValue();
            Window window = Window.parse(call.args().get(1).constant().stringValue());
            boolean total = call.function().equals("total");
            found.add(new WindowChange(event, window, total, comparison, comparedWith));
        }
    }

    private void addDays(CelExpr call, @Nullable Comparison comparison, double comparedWith) {
        CelExpr of = call.call().args().get(0);
        read(of);
        if (usesMacroVariable(of)) {
            found.add(evaluation -> DateChange.startOfDay(
                    evaluation.facts().now(), evaluation.facts().zone(), 1));
        } else {
            found.add(new DateChange(plan.apply(call), comparison, comparedWith));
        }
    }

    /** Whether it compares times or durations, of which one side grows with now, or both or neither do. */
    private boolean readCrossing(CelExpr left, Comparison comparison, CelExpr right) {
        if (!isTime(left) || !isTime(right)) {
            return false;
        }
        int slope = slope(left) - slope(right);
        if (Math.abs(slope) > 1 || (slope != 0 && (usesMacroVariable(left) || usesMacroVariable(right)))) {
            found.add(HOURLY);
        } else if (slope != 0) {
            found.add(new Crossing(plan.apply(left), comparison, plan.apply(right), slope > 0));
        }
        return true;
    }

    /** How much a time or duration grows with now, while what it has of other kinds (which is read here) stays as it is. */
    private int slope(CelExpr e) {
        if (isNow(e)) {
            return 1;
        }
        if (e.getKind() == Kind.CALL && isTime(e)) {
            List<CelExpr> of = e.call().args();
            switch (e.call().function()) {
                case "since", "timeInStage" -> {
                    return 1;
                }
                case "_+_" -> {
                    return slope(of.get(0)) + slope(of.get(1));
                }
                case "_-_" -> {
                    return slope(of.get(0)) - slope(of.get(1));
                }
                default -> {}
            }
        }
        read(e);
        return 0;
    }

    private boolean isNow(CelExpr e) {
        return e.getKind() == Kind.IDENT && e.ident().name().equals("now") && !macroVariables.contains("now");
    }

    private boolean isTime(CelExpr e) {
        CelKind kind = ast.getTypeOrThrow(e.id()).kind();
        return kind == CelKind.TIMESTAMP || kind == CelKind.DURATION;
    }

    private boolean usesMacroVariable(CelExpr e) {
        return switch (e.getKind()) {
            case IDENT -> macroVariables.contains(e.ident().name());
            case SELECT -> usesMacroVariable(e.select().operand());
            case CALL ->
                e.call().target().filter(this::usesMacroVariable).isPresent()
                        || e.call().args().stream().anyMatch(this::usesMacroVariable);
            case CONSTANT -> false;
            // seldom in there; what is looked at too often does no harm
            default -> !macroVariables.isEmpty();
        };
    }
}
