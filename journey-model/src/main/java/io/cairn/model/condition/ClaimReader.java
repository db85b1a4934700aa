package io.cairn.model.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.RuntimeHelpers;
import io.cairn.model.profile.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the ways in which a type-checked condition can hold. By CEL's logic: what is missing neither holds nor fails. */
final class ClaimReader {
    /** More ways than anybody meant; then nothing is claimed. */
    private static final int MAX_ALTERNATIVES = 16;

    /** A choice reads its condition twice, and that of one in its condition four times: more than this is nested so. */
    private static final int MAX_READS = 2_000;

    private static final Map<String, String> MIRRORED =
            Map.of("_<_", "_>_", "_<=_", "_>=_", "_>_", "_<_", "_>=_", "_<=_", "_==_", "_==_", "_!=_", "_!=_");
    private static final Map<String, String> NEGATED =
            Map.of("_<_", "_>=_", "_<=_", "_>_", "_>_", "_<=_", "_>=_", "_<_", "_==_", "_!=_", "_!=_", "_==_");

    private final CelAbstractSyntaxTree ast;
    private int reads;

    private ClaimReader(CelAbstractSyntaxTree ast) {
        this.ast = ast;
    }

    static List<Alternative> alternatives(CelAbstractSyntaxTree ast) {
        ClaimReader reader = new ClaimReader(ast);
        try {
            return reader.read(ast.getExpr(), true);
        } catch (TooManyAlternatives e) {
            return List.of(Alternative.of(Term.other(reader.text(ast.getExpr())), new Values.Any()));
        }
    }

    /** The ways for the expression to be true, or false. */
    private List<Alternative> read(CelExpr e, boolean truth) {
        if (++reads > MAX_READS) {
            throw new TooManyAlternatives();
        }
        if (e.getKind() == Kind.CONSTANT && e.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE) {
            return e.constant().booleanValue() == truth ? List.of(Alternative.ALWAYS) : List.of();
        }
        if (e.getKind() == Kind.CALL) {
            List<CelExpr> of = e.call().args();
            switch (e.call().function()) {
                case "_&&_" -> {
                    return combine(read(of.get(0), truth), read(of.get(1), truth), truth);
                }
                case "_||_" -> {
                    return combine(read(of.get(0), truth), read(of.get(1), truth), !truth);
                }
                case "!_" -> {
                    return read(of.get(0), !truth);
                }
                case "_?_:_" -> {
                    return combine(
                            combine(read(of.get(0), true), read(of.get(1), truth), true),
                            combine(read(of.get(0), false), read(of.get(2), truth), true),
                            false);
                }
                default -> {}
            }
        }
        Alternative atom = atom(e, truth);
        for (String event : Presence.needed(e)) {
            atom = atom.and(atLeastOnce(event, null));
        }
        return List.of(atom);
    }

    private static Alternative atLeastOnce(String event, @Nullable Window window) {
        return Alternative.of(Term.count(event, window), Values.atLeast(1));
    }

    private static List<Alternative> combine(List<Alternative> left, List<Alternative> right, boolean both) {
        List<Alternative> all = new ArrayList<>();
        if (both) {
            left.forEach(l -> right.forEach(r -> all.add(l.and(r))));
        } else {
            all.addAll(left);
            all.addAll(right);
        }
        if (all.size() > MAX_ALTERNATIVES) {
            throw new TooManyAlternatives();
        }
        return all;
    }

    private Alternative atom(CelExpr e, boolean truth) {
        if (e.getKind() == Kind.CALL) {
            CelCall call = e.call();
            if (call.function().equals("seen")) {
                return Alternative.of(Term.count(event(e), null), truth ? Values.atLeast(1) : Values.atMost(0));
            }
            if (MIRRORED.containsKey(call.function())) {
                Alternative comparison = comparison(
                        call.function(), call.args().get(0), call.args().get(1), truth);
                if (comparison != null) {
                    return comparison;
                }
            } else if (call.function().equals("@in") && call.args().get(1).getKind() == Kind.LIST) {
                Set<Object> members = new HashSet<>();
                for (CelExpr member : call.args().get(1).list().elements()) {
                    members.add(constant(member) instanceof String text ? text : member);
                }
                if (members.isEmpty() && truth) {
                    return Alternative.of(Term.other(text(e)), new Values.OneOf(members));
                }
                if (members.stream().allMatch(String.class::isInstance)) {
                    return Alternative.of(
                            term(call.args().get(0)), truth ? new Values.OneOf(members) : new Values.NoneOf(members));
                }
            }
        }
        return Alternative.of(Term.other(text(e)), new Values.OneOf(Set.of(truth)));
    }

    private @Nullable Alternative comparison(String operator, CelExpr left, CelExpr right, boolean truth) {
        Object constant = constant(right);
        if (constant == null) {
            return constant(left) == null
                    ? null
                    : comparison(MIRRORED.getOrDefault(operator, operator), right, left, truth);
        }
        Term term = term(left);
        String holding = truth ? operator : NEGATED.getOrDefault(operator, operator);
        if (!(constant instanceof Double number)) {
            return switch (holding) {
                case "_==_" -> Alternative.of(term, new Values.OneOf(Set.of(constant)));
                case "_!=_" -> Alternative.of(term, new Values.NoneOf(Set.of(constant)));
                default -> Alternative.of(term, new Values.Any());
            };
        }
        // 0.0 / 0.0 and double('NaN') are no numbers, which are neither more nor less than any
        boolean maybeNaN = term.text().contains("/") || term.text().contains("double(");
        Values values = !truth && maybeNaN ? new Values.Any() : values(holding, number, term);
        Alternative compared = Alternative.of(term, values);
        boolean isNotZero = values.excludesZero() || (holding.equals("_!=_") && number == 0);
        return isNotZero && isCallOf("total", left)
                ? compared.and(atLeastOnce(event(left), window(left))) // of what was never seen it is 0
                : compared;
    }

    private static Values values(String operator, double number, Term term) {
        return switch (operator) {
            case "_<_" -> Values.below(number);
            case "_<=_" -> Values.atMost(number);
            case "_>_" -> Values.above(number);
            case "_>=_" -> Values.atLeast(number);
            case "_==_" -> Values.exactly(number);
            default -> term.kind() == Term.Kind.COUNT && number == 0 ? Values.atLeast(1) : new Values.Any();
        };
    }

    private Term term(CelExpr e) {
        if (isCallOf("count", e)) {
            return Term.count(event(e), window(e));
        }
        return isCallOf("since", e) ? Term.since(event(e)) : Term.other(text(e));
    }

    private static boolean isCallOf(String function, CelExpr e) {
        return e.getKind() == Kind.CALL
                && e.call().target().isEmpty()
                && e.call().function().equals(function);
    }

    private static String event(CelExpr call) {
        return call.call().args().get(0).constant().stringValue();
    }

    private static @Nullable Window window(CelExpr call) {
        List<CelExpr> of = call.call().args();
        return of.size() == 1 ? null : Window.parse(of.get(1).constant().stringValue());
    }

    /** A text, truth value or number (of a duration its seconds) that is written out; null for all else. */
    private static @Nullable Object constant(CelExpr e) {
        if (e.getKind() == Kind.CONSTANT) {
            return switch (e.constant().getKind()) {
                case STRING_VALUE -> e.constant().stringValue();
                case BOOLEAN_VALUE -> e.constant().booleanValue();
                case INT64_VALUE -> (double) e.constant().int64Value();
                case DOUBLE_VALUE -> e.constant().doubleValue();
                default -> null;
            };
        }
        if (e.getKind() == Kind.CALL && e.call().args().size() == 1) {
            Object argument = constant(e.call().args().get(0));
            return switch (e.call().function()) {
                case "days" -> argument instanceof Double days ? (Object) (days * 86_400) : null;
                case "hours" -> argument instanceof Double hours ? (Object) (hours * 3_600) : null;
                case "duration" ->
                    argument instanceof String text
                            ? (Object) (RuntimeHelpers.createJavaDurationFromString(text)
                                            .toMillis()
                                    / 1000.0)
                            : null;
                default -> null;
            };
        }
        return null;
    }

    private String text(CelExpr e) {
        return CelUnparserFactory.newUnparser()
                .unparse(CelAbstractSyntaxTree.newCheckedAst(
                        e, ast.getSource(), ast.getReferenceMap(), ast.getTypeMap()))
                .replace('"', '\'');
    }

    private static final class TooManyAlternatives extends RuntimeException {
        TooManyAlternatives() {
            super(null, null, false, false);
        }
    }
}
