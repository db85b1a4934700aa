package io.cairn.model.condition;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.runtime.CelFunctionBinding;
import io.cairn.model.condition.Closure.Constant;
import io.cairn.model.condition.Members.Root;
import io.cairn.model.condition.StandardFunctions.Call;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles one operand of a checked condition to closures that give what the interpreter would. It knows the vocabulary,
 * the macros, and CEL's operators and functions but those for types ({@code type(x) == string}).
 */
final class ClosureCompiler {
    /** The operand has a part that the compiler does not know. */
    private static final class NotKnown extends RuntimeException {
        NotKnown(String what) {
            super(what, null, false, false);
        }
    }

    private final CelAbstractSyntaxTree ast;
    private final StandardFunctions standard;
    private final VocabularyClosures vocabulary;
    private final Unknown absent;

    /** The variables of the macros that the part now compiled stands in, innermost last. */
    private final List<String> variables = new ArrayList<>();

    private boolean macros;

    private ClosureCompiler(
            CelAbstractSyntaxTree ast, StandardFunctions standard, VocabularyClosures vocabulary, String text) {
        this.ast = ast;
        this.standard = standard;
        this.vocabulary = vocabulary;
        this.absent = Unknown.missing(text);
    }

    /** @param expression part of the checked tree, which the program interprets */
    static Operand compile(
            CelAbstractSyntaxTree ast,
            CelExpr expression,
            StandardFunctions standard,
            VocabularyClosures vocabulary,
            CelProgram program) {
        ClosureCompiler compiler = new ClosureCompiler(ast, standard, vocabulary, program.text());
        try {
            Closure closure = compiler.compile(expression);
            return new Operand(closure, compiler.macros, program, Changes.NONE);
        } catch (NotKnown e) {
            return new Operand(null, false, program, Changes.NONE);
        }
    }

    private Closure compile(CelExpr e) {
        return switch (e.getKind()) {
            case CONSTANT -> new Constant(Literal.of(e.constant()));
            case IDENT -> variable(e.ident().name());
            case SELECT -> select(e, e.select());
            case CALL -> call(e, e.call());
            case LIST -> {
                known(e.list().optionalIndices().isEmpty(), "optional");
                yield Literal.list(compile(e.list().elements()));
            }
            case MAP -> {
                List<CelExpr.CelMap.Entry> entries = e.map().entries();
                known(entries.stream().noneMatch(CelExpr.CelMap.Entry::optionalEntry), "optional");
                yield Literal.map(
                        compile(entries.stream().map(CelExpr.CelMap.Entry::key).toList()),
                        compile(entries.stream()
                                .map(CelExpr.CelMap.Entry::value)
                                .toList()));
            }
            case COMPREHENSION -> macro(e.comprehension());
            default -> throw new NotKnown(e.getKind().name());
        };
    }

    private List<Closure> compile(List<CelExpr> all) {
        return all.stream().map(this::compile).toList();
    }

    private static void known(boolean known, String what) {
        if (!known) {
            throw new NotKnown(what);
        }
    }

    private Closure variable(String name) {
        int local = variables.lastIndexOf(name);
        if (local >= 0) {
            return (facts, locals) -> locals.variables[local];
        }
        return switch (name) {
            case "traits" -> Root.TRAITS.whole();
            case "context" -> Root.CONTEXT.whole();
            case "now" -> (facts, locals) -> facts.now();
            case "offer.value" -> VocabularyClosures.offerValue();
            case "offer.tags" -> new VocabularyClosures.OfferTags();
            default -> throw new NotKnown(name);
        };
    }

    private Closure select(CelExpr e, CelSelect select) {
        CelReference dotted = ast.getReferenceMap().get(e.id());
        if (dotted != null) {
            known(!variables.contains("offer"), "a variable that hides another");
            return variable(dotted.name());
        }
        String member = select.field();
        Root root = root(select.operand());
        if (root != null) {
            return select.testOnly() ? root.has(member) : root.select(member);
        }
        Closure operand = compile(select.operand());
        return select.testOnly() ? Members.has(operand, member, absent) : Members.select(operand, member, absent);
    }

    private @Nullable Root root(CelExpr e) {
        if (e.getKind() == Kind.CALL && e.call().function().equals("latest")) {
            return VocabularyClosures.latest(e.call().args().get(0).constant().stringValue());
        } else if (e.getKind() != Kind.IDENT || variables.contains(e.ident().name())) {
            return null;
        }
        return switch (e.ident().name()) {
            case "traits" -> Root.TRAITS;
            case "context" -> Root.CONTEXT;
            default -> null;
        };
    }

    private Closure call(CelExpr e, CelCall call) {
        List<Closure> arguments = new ArrayList<>();
        call.target().ifPresent(target -> arguments.add(compile(target)));
        arguments.addAll(compile(call.args()));
        if (call.target().isEmpty() && Vocabulary.FUNCTIONS.containsKey(call.function())) {
            return vocabulary.call(call.function(), arguments);
        }
        Operator operator = Operator.findReverse(call.function()).orElse(null);
        return operator == null
                ? function(e, call.function(), arguments)
                : operator(e, operator, call.function(), arguments);
    }

    private Closure operator(CelExpr e, Operator operator, String function, List<Closure> arguments) {
        Closure first = arguments.get(0);
        Closure second = arguments.size() > 1 ? arguments.get(1) : first;
        return switch (operator) {
            case LOGICAL_AND -> LogicClosures.combine(first, second, false);
            case LOGICAL_OR -> LogicClosures.combine(first, second, true);
            case LOGICAL_NOT -> LogicClosures.not(first);
            case CONDITIONAL -> LogicClosures.choice(first, second, arguments.get(2));
            case EQUALS -> new Equality(standard).of(first, second, true);
            case NOT_EQUALS -> new Equality(standard).of(first, second, false);
            case IN -> Equality.in(first, second, standard(e, function, arguments));
            case LESS -> Comparison.LESS.of(first, second, standard(e, function, arguments));
            case LESS_EQUALS -> Comparison.LESS_EQUALS.of(first, second, standard(e, function, arguments));
            case GREATER -> Comparison.GREATER.of(first, second, standard(e, function, arguments));
            case GREATER_EQUALS -> Comparison.GREATER_EQUALS.of(first, second, standard(e, function, arguments));
            case ADD -> Arithmetic.ADD.of(first, second, standard(e, function, arguments));
            case SUBTRACT -> Arithmetic.SUBTRACT.of(first, second, standard(e, function, arguments));
            case MULTIPLY -> Arithmetic.MULTIPLY.of(first, second, standard(e, function, arguments));
            case DIVIDE -> Arithmetic.DIVIDE.of(first, second, standard(e, function, arguments));
            case MODULO, NEGATE -> standard(e, function, arguments).folded();
            case INDEX -> Members.index(first, second, standard(e, function, arguments));
            default -> throw new NotKnown(function);
        };
    }

    private Closure function(CelExpr e, String function, List<Closure> arguments) {
        return switch (function) {
            case "size" -> Members.size(arguments.get(0), standard(e, function, arguments));
            case "matches" -> matches(arguments.get(0), (Constant) arguments.get(1));
            default -> standard(e, function, arguments).folded();
        };
    }

    private Call standard(CelExpr e, String function, List<Closure> arguments) {
        CelReference reference = ast.getReferenceMap().get(e.id());
        CelFunctionBinding found = standard.find(function, reference == null ? List.of() : reference.overloadIds());
        if (found == null) {
            throw new NotKnown(function);
        }
        return new Call(found, arguments, absent);
    }

    /** The regex is a literal, checked when the condition was. */
    private static Closure matches(Closure text, Constant regex) {
        Pattern pattern = Pattern.compile((String) regex.constant());
        return (facts, locals) -> {
            Object value = text.value(facts, locals);
            if (value instanceof Unknown) {
                return value;
            }
            return value instanceof String searched && !Barriers.isTooLarge(searched, Barriers.MAX_SEARCHED)
                    ? (Object) pattern.matcher(searched).find()
                    : Unknown.FAILED;
        };
    }

    /** Only CEL's standard macros make comprehensions, and what they start from tells which it is. */
    private Closure macro(CelComprehension fold) {
        macros = true;
        known(fold.iterVar2().isEmpty() && variables.size() < MacroLimits.MAX_NESTING, "such a macro");
        MacroClosures closures = new MacroClosures(compile(fold.iterRange()), variables.size());
        variables.add(fold.iterVar());
        CelCall step = fold.loopStep().call();
        Closure closure =
                switch (fold.accuInit().getKind()) {
                    case LIST -> list(closures, step);
                    case CONSTANT ->
                        fold.accuInit().constant().getKind() == dev.cel.common.ast.CelConstant.Kind.BOOLEAN_VALUE
                                ? closures.quantifier(
                                        compile(step.args().get(1)),
                                        !fold.accuInit().constant().booleanValue())
                                : closures.one(compile(step.args().get(0)));
                    default -> throw new NotKnown("such a macro");
                };
        variables.remove(variables.size() - 1);
        return closure;
    }

    /** {@code accu + [x]}, or {@code predicate ? accu + [x] : accu}. */
    private Closure list(MacroClosures closures, CelCall step) {
        boolean all = step.function().equals(Operator.ADD.getFunction());
        Closure predicate = all ? null : compile(step.args().get(0));
        CelCall append = all ? step : step.args().get(1).call();
        return closures.list(
                predicate, compile(append.args().get(1).list().elements().get(0)));
    }
}
