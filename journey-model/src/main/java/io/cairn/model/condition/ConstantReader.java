package io.cairn.model.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelExprVisitor;
import dev.cel.runtime.RuntimeHelpers;
import io.cairn.model.profile.Window;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Collects the constants of a checked condition. */
final class ConstantReader extends CelExprVisitor {
    private final Set<Double> numbers = new TreeSet<>();
    private final Set<Duration> spans = new TreeSet<>();
    private final Set<String> texts = new TreeSet<>();
    private final Set<String> traits = new TreeSet<>();
    private final Set<String> properties = new TreeSet<>();

    private ConstantReader() {}

    static Constants read(CelAbstractSyntaxTree ast) {
        ConstantReader reader = new ConstantReader();
        reader.visit(ast.getExpr());
        return new Constants(reader.numbers, reader.spans, reader.texts, reader.traits, reader.properties);
    }

    @Override
    protected void visit(CelExpr e, CelConstant constant) {
        switch (constant.getKind()) {
            case STRING_VALUE -> texts.add(constant.stringValue());
            case INT64_VALUE -> numbers.add((double) constant.int64Value());
            case DOUBLE_VALUE -> numbers.add(constant.doubleValue());
            default -> {}
        }
    }

    @Override
    protected void visit(CelExpr e, CelSelect select) {
        boolean ofTraits = select.operand().getKind() == Kind.IDENT
                && select.operand().ident().name().equals("traits");
        (ofTraits ? traits : properties).add(select.field());
        super.visit(e, select);
    }

    @Override
    protected void visit(CelExpr e, CelCall call) {
        if (call.target().isEmpty() && Vocabulary.FUNCTIONS.containsKey(call.function())) {
            visitVocabulary(e, call);
        } else if (call.function().equals("duration")) {
            spans.add(RuntimeHelpers.createJavaDurationFromString(
                    call.args().get(0).constant().stringValue()));
        } else {
            super.visit(e, call);
        }
    }

    /** The literals of the vocabulary are names and windows: no values to compare with. */
    private void visitVocabulary(CelExpr e, CelCall call) {
        switch (call.function()) {
            case "days", "hours" -> {
                CelExpr amount = call.args().get(0);
                if (amount.getKind() == Kind.CONSTANT && amount.constant().getKind() == CelConstant.Kind.INT64_VALUE) {
                    spans.add(
                            call.function().equals("days")
                                    ? Duration.ofDays(amount.constant().int64Value())
                                    : Duration.ofHours(amount.constant().int64Value()));
                } else {
                    super.visit(e, call);
                }
            }
            case "consented" ->
                traits.add("consent." + call.args().get(0).constant().stringValue());
            case "daysUntil" -> super.visit(e, call);
            default -> {
                if (call.function().equals("total")) {
                    properties.add("value");
                }
                if (call.args().size() == 2) {
                    Window window = Window.parse(call.args().get(1).constant().stringValue());
                    spans.add(
                            window.unit() == Window.Unit.DAYS
                                    ? Duration.ofDays(window.length())
                                    : Duration.ofHours(window.length()));
                }
            }
        }
    }
}
