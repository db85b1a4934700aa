package io.cairn.model.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import java.util.HashMap;
import java.util.Map;

/**
 * What CEL's checker (0.14) decides too early. {@code context.cart['total']}, an item of something of no known type, is to it of
 * whatever type it needs first: {@code context.cart['total'] > 100} would be a comparison of whole numbers, and fail for a total of
 * 99.5, while {@code context.cart.total > 100} holds for both. Here the arguments decide, wherever there are such items.
 */
final class Overloads {
    private Overloads() {}

    /** The same condition, with all choices among overloads of CEL's own functions left to its evaluation if any is not certain. */
    static CelAbstractSyntaxTree open(CelAbstractSyntaxTree ast, StandardFunctions standard) {
        if (CelNavigableAst.fromAst(ast).getRoot().allNodes().noneMatch(node -> isItemOfUnknown(node.expr(), ast))) {
            return ast;
        }
        Map<Long, CelReference> references = new HashMap<>(ast.getReferenceMap());
        CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(e ->
                        e.getKind() == Kind.CALL && standard.chooses(e.call().function()))
                .forEach(e -> references.computeIfPresent(e.id(), (id, reference) -> open(reference)));
        return CelAbstractSyntaxTree.newCheckedAst(ast.getExpr(), ast.getSource(), references, ast.getTypeMap());
    }

    private static boolean isItemOfUnknown(CelExpr e, CelAbstractSyntaxTree ast) {
        return e.getKind() == Kind.CALL
                && e.call().function().equals(Operator.INDEX.getFunction())
                && ast.getType(e.call().args().get(0).id()).orElseThrow().kind() == CelKind.DYN;
    }

    /** More than one is a choice to the planner, which it leaves to the function of that name. */
    private static CelReference open(CelReference reference) {
        if (reference.overloadIds().size() != 1) {
            return reference;
        }
        String chosen = reference.overloadIds().get(0);
        return CelReference.newBuilder()
                .setName(reference.name())
                .addOverloadIds(chosen, chosen)
                .build();
    }

    static boolean isOpen(CelReference reference) {
        return reference.overloadIds().size() > 1;
    }
}
