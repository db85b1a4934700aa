package io.cairn.model.condition;

import com.google.common.collect.ImmutableList;
import dev.cel.bundle.CelBuilder;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelReference;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.values.ErrorValue;
import dev.cel.runtime.CelFunctionBinding;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes errors strict again where CEL's planner (0.14) forgets to. Its {@code &&}, {@code ||} and macros give an error
 * on as a value, and what takes that value as an argument computes with it: {@code (traits.absent == 1 && true) != true}
 * would be true. So each of them that stands where errors must not be absorbed goes through a function that throws
 * the error it is given.
 */
final class ErrorBarrier {
    private static final String FUNCTION = "@strict";
    private static final Set<String> ABSORBING = Set.of(
            Operator.LOGICAL_AND.getFunction(),
            Operator.LOGICAL_OR.getFunction(),
            Operator.NOT_STRICTLY_FALSE.getFunction());

    private final Map<Long, CelReference> references;
    private long lastId;

    private ErrorBarrier(CelAbstractSyntaxTree ast) {
        references = new HashMap<>(ast.getReferenceMap());
        // the type map has every expression's id
        lastId = ast.getTypeMap().keySet().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    static CelBuilder addTo(CelBuilder builder) {
        return builder.addFunctionBindings(CelFunctionBinding.from(FUNCTION, Object.class, ErrorBarrier::valueOrThrow));
    }

    /** The same expression with barriers; still type-checked. */
    static CelAbstractSyntaxTree raise(CelAbstractSyntaxTree ast) {
        ErrorBarrier barrier = new ErrorBarrier(ast);
        CelExpr expression = barrier.rewrite(ast.getExpr());
        return CelAbstractSyntaxTree.newCheckedAst(expression, ast.getSource(), barrier.references, ast.getTypeMap());
    }

    private static Object valueOrThrow(Object value) {
        if (value instanceof ErrorValue error) {
            for (Throwable cause = error.value(); cause != null; cause = cause.getCause()) {
                if (cause instanceof MissingFact missing) {
                    throw missing;
                }
            }
            throw error.value() instanceof CelRuntimeException known ? known : new Passed(error.value());
        }
        return value;
    }

    private CelExpr rewrite(CelExpr e) {
        return switch (e.getKind()) {
            case SELECT ->
                CelExpr.ofSelect(
                        e.id(),
                        strict(e.select().operand()),
                        e.select().field(),
                        e.select().testOnly());
            case CALL -> rewriteCall(e);
            case LIST ->
                CelExpr.ofList(
                        e.id(),
                        e.list().elements().stream().map(this::strict).collect(ImmutableList.toImmutableList()),
                        e.list().optionalIndices());
            case MAP ->
                CelExpr.ofMap(
                        e.id(),
                        e.map().entries().stream()
                                .map(entry -> CelExpr.ofMapEntry(
                                        entry.id(), strict(entry.key()), strict(entry.value()), entry.optionalEntry()))
                                .collect(ImmutableList.toImmutableList()));
            case COMPREHENSION -> rewriteComprehension(e);
            default -> e;
        };
    }

    private CelExpr rewriteCall(CelExpr e) {
        CelCall call = e.call();
        boolean absorbs = ABSORBING.contains(call.function());
        return CelExpr.ofCall(
                e.id(),
                call.target().map(this::strict),
                call.function(),
                call.args().stream()
                        .map(argument -> absorbs ? rewrite(argument) : strict(argument))
                        .collect(ImmutableList.toImmutableList()));
    }

    private CelExpr rewriteComprehension(CelExpr e) {
        CelComprehension fold = e.comprehension();
        return CelExpr.ofComprehension(
                e.id(),
                fold.iterVar(),
                fold.iterVar2(),
                strict(fold.iterRange()),
                fold.accuVar(),
                fold.accuInit(),
                rewrite(fold.loopCondition()),
                rewrite(fold.loopStep()),
                rewrite(fold.result()));
    }

    private CelExpr strict(CelExpr e) {
        CelExpr inner = rewrite(e);
        return mayGiveError(e) ? call(inner) : inner;
    }

    private static boolean mayGiveError(CelExpr e) {
        return switch (e.getKind()) {
            case COMPREHENSION -> true;
            // a branch of ?: is strict by itself, after rewriting
            case CALL ->
                e.call().function().equals(Operator.LOGICAL_AND.getFunction())
                        || e.call().function().equals(Operator.LOGICAL_OR.getFunction());
            default -> false;
        };
    }

    private CelExpr call(CelExpr argument) {
        lastId++;
        references.put(
                lastId,
                CelReference.newBuilder()
                        .setName(FUNCTION)
                        .addOverloadIds(FUNCTION)
                        .build());
        return CelExpr.ofCall(lastId, Optional.empty(), FUNCTION, ImmutableList.of(argument));
    }

    /** An error of another kind, passed on. */
    private static final class Passed extends CelRuntimeException {
        Passed(Exception cause) {
            super(cause, CelErrorCode.INTERNAL_ERROR);
        }
    }
}
