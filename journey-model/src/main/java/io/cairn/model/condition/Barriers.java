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
import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.types.CelKind;
import dev.cel.common.values.ErrorValue;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Functions put around parts of a type-checked condition, for what CEL's planner (0.14) leaves open.
 *
 * <p>{@code @strict} makes errors strict again. The planner's {@code &&}, {@code ||} and macros give an error on as a
 * value, and what takes that value as an argument computes with it: {@code (traits.absent == 1 && true) != true} would be
 * true. So each of them that stands where errors must not be absorbed goes through a function that throws what it is given.
 *
 * <p>{@code @bounded} refuses texts and lists that {@code +} has made too large, and texts too long for a regex.
 */
final class Barriers {
    private static final String STRICT = "@strict";
    private static final String BOUNDED = "@bounded";
    private static final String SEARCHED = "@searched";

    /** In chars or items. Doubled by each of twenty macros in a row, anything is too large. */
    static final int MAX_SUM = 10_000;

    /** In chars: a long URL. A regex takes time by length times its instructions. */
    static final int MAX_SEARCHED = 2_048;

    private static final Set<String> ABSORBING = Set.of(
            Operator.LOGICAL_AND.getFunction(),
            Operator.LOGICAL_OR.getFunction(),
            Operator.NOT_STRICTLY_FALSE.getFunction());

    private static final Set<CelKind> OF_FIXED_SIZE =
            Set.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.DURATION, CelKind.TIMESTAMP);

    private final CelAbstractSyntaxTree ast;
    private final Map<Long, CelReference> references;
    private long lastId;

    private Barriers(CelAbstractSyntaxTree ast) {
        this.ast = ast;
        references = new HashMap<>(ast.getReferenceMap());
        // the type map has every expression's id
        lastId = ast.getTypeMap().keySet().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    static CelBuilder addTo(CelBuilder builder) {
        return builder.addFunctionBindings(
                CelFunctionBinding.from(STRICT, Object.class, Barriers::valueOrThrow),
                CelFunctionBinding.from(BOUNDED, Object.class, value -> bounded(value, MAX_SUM)),
                CelFunctionBinding.from(SEARCHED, Object.class, value -> bounded(value, MAX_SEARCHED)));
    }

    /** The same expression with barriers; still type-checked. */
    static CelAbstractSyntaxTree raise(CelAbstractSyntaxTree ast) {
        Barriers barriers = new Barriers(ast);
        CelExpr expression = barriers.rewrite(ast.getExpr());
        return CelAbstractSyntaxTree.newCheckedAst(expression, ast.getSource(), barriers.references, ast.getTypeMap());
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

    private static Object bounded(Object value, int most) {
        if (isTooLarge(value, most)) {
            throw new CelInvalidArgumentException("is too large: more than " + most);
        }
        return value;
    }

    static boolean isTooLarge(Object value, int most) {
        int size = value instanceof CharSequence text ? text.length() : value instanceof List<?> list ? list.size() : 0;
        return size < 0 || size > most;
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
        List<CelExpr> arguments = new ArrayList<>();
        for (CelExpr argument : call.args()) {
            arguments.add(absorbs ? rewrite(argument) : strict(argument));
        }
        Optional<CelExpr> target = call.target().map(this::strict);
        if (call.function().equals("matches")) {
            if (target.isEmpty()) {
                arguments.set(0, call(SEARCHED, arguments.get(0)));
            }
            target = target.map(searched -> call(SEARCHED, searched));
        }
        CelExpr rewritten = CelExpr.ofCall(e.id(), target, call.function(), ImmutableList.copyOf(arguments));
        return mayGrow(e) ? call(BOUNDED, rewritten) : rewritten;
    }

    private boolean mayGrow(CelExpr e) {
        if (!e.call().function().equals(Operator.ADD.getFunction())) {
            return false;
        }
        CelReference reference = ast.getReferenceMap().get(e.id());
        return reference == null
                || Overloads.isOpen(reference)
                || ast.getType(e.id())
                        .filter(type -> OF_FIXED_SIZE.contains(type.kind()))
                        .isEmpty();
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
        return mayGiveError(e) ? call(STRICT, inner) : inner;
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

    private CelExpr call(String function, CelExpr argument) {
        lastId++;
        references.put(
                lastId,
                CelReference.newBuilder()
                        .setName(function)
                        .addOverloadIds(function)
                        .build());
        return CelExpr.ofCall(lastId, Optional.empty(), function, ImmutableList.of(argument));
    }

    /** An error of another kind, passed on. */
    private static final class Passed extends CelRuntimeException {
        Passed(Exception cause) {
            super(cause, CelErrorCode.INTERNAL_ERROR);
        }
    }
}
