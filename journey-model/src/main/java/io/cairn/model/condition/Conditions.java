package io.cairn.model.condition;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.cairn.model.condition.InvalidCondition.Fault;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Compiles conditions: parsed, type-checked, literals checked, once for each text and kind. Safe for use by many threads.
 *
 * <p>A condition has at most {@value Vocabulary#MAX_LENGTH} characters and 1,000 nodes. Its macros nest at most
 * twice and take at most {@value Vocabulary#MAX_STEPS} steps at an evaluation, beyond which it fails, as it does when
 * {@code +} makes a text or list of more than 10,000, or a regex is to search a text of more than 2,048 characters.
 */
public final class Conditions {
    /**
     * So many characters of conditions are kept compiled: far above what the maps, rules and offers of one house hold. Drafts
     * that are tried out must not fill the heap.
     */
    private static final long MAX_CACHED = 500_000;

    /** A short one takes as much as if it were so long. */
    private static final int MIN_LENGTH = 100;

    private record Key(String source, ConditionKind kind) {}

    private final Cel cel = Vocabulary.cel();
    private final StandardFunctions standard = new StandardFunctions(Vocabulary.options());
    private final CartEvents cartEvents;
    private final boolean interpreted;
    private final Map<Key, Condition> compiled = new ConcurrentHashMap<>();

    /** Of all that is in {@code compiled}. */
    private final AtomicLong characters = new AtomicLong();

    /** Reads carts from {@link CartEvents#SEGMENT}. */
    public Conditions() {
        this(CartEvents.SEGMENT);
    }

    public Conditions(CartEvents cartEvents) {
        this(cartEvents, false);
    }

    private Conditions(CartEvents cartEvents, boolean interpreted) {
        this.cartEvents = cartEvents;
        this.interpreted = interpreted;
    }

    /** The same conditions, evaluated by CEL's own interpreter alone: the oracle of tests, and the floor of benchmarks. */
    public static Conditions interpreted() {
        return new Conditions(CartEvents.SEGMENT, true);
    }

    /** What carts are read from. */
    public CartEvents cartEvents() {
        return cartEvents;
    }

    /** @throws InvalidCondition with line and column of each fault */
    public Condition compile(String source, ConditionKind kind) {
        Key key = new Key(source, kind);
        Condition known = compiled.get(key);
        if (known != null) {
            return known;
        }
        Condition condition = compileAnew(source, kind);
        long length = Math.max(MIN_LENGTH, source.length());
        if (characters.addAndGet(length) > MAX_CACHED) {
            compiled.clear();
            characters.set(length);
        }
        compiled.put(key, condition);
        return condition;
    }

    private Condition compileAnew(String source, ConditionKind kind) {
        int length = source.codePointCount(0, source.length());
        if (length > Vocabulary.MAX_LENGTH) {
            throw invalid("has " + length + " characters, at most " + Vocabulary.MAX_LENGTH + " are allowed");
        }
        try {
            CelAbstractSyntaxTree ast = Overloads.open(cel.compile(source).getAst(), standard);
            ConditionCheck check = new ConditionCheck(ast, kind, cartEvents);
            check.check();
            if (!check.faults.isEmpty()) {
                throw new InvalidCondition(check.faults);
            }
            VocabularyClosures vocabulary = new VocabularyClosures(Map.copyOf(check.windows), cartEvents);
            return new CelCondition(
                    source,
                    kind,
                    logic(ast, ast.getExpr(), vocabulary),
                    ast,
                    Collections.unmodifiableSet(check.eventNames));
        } catch (CelValidationException e) {
            throw new InvalidCondition(
                    e.getErrors().stream().map(Positions::fault).toList());
        } catch (StackOverflowError e) {
            throw invalid("nests too deeply");
        }
    }

    private static InvalidCondition invalid(String detail) {
        return new InvalidCondition(List.of(new Fault(1, 1, detail)));
    }

    private Logic logic(CelAbstractSyntaxTree ast, CelExpr e, VocabularyClosures vocabulary) {
        Operator operator = e.getKind() == Kind.CALL
                ? Operator.findReverse(e.call().function()).orElse(Operator.IN)
                : Operator.IN;
        return switch (operator) {
            case LOGICAL_AND -> new Logic.And(argument(0, ast, e, vocabulary), argument(1, ast, e, vocabulary));
            case LOGICAL_OR -> new Logic.Or(argument(0, ast, e, vocabulary), argument(1, ast, e, vocabulary));
            case LOGICAL_NOT -> new Logic.Not(argument(0, ast, e, vocabulary));
            case CONDITIONAL ->
                new Logic.Choice(
                        argument(0, ast, e, vocabulary),
                        argument(1, ast, e, vocabulary),
                        argument(2, ast, e, vocabulary));
            default -> {
                Changes changes = ChangesReader.read(ast, e, part -> operand(ast, part, vocabulary));
                yield operand(ast, e, vocabulary).with(changes);
            }
        };
    }

    private Operand operand(CelAbstractSyntaxTree ast, CelExpr e, VocabularyClosures vocabulary) {
        CelProgram program = new CelProgram(cel, ast, e, vocabulary.windows(), vocabulary.cartEvents());
        return interpreted
                ? new Operand(null, false, program, Changes.NONE)
                : ClosureCompiler.compile(ast, e, standard, vocabulary, program);
    }

    private Logic argument(int i, CelAbstractSyntaxTree ast, CelExpr call, VocabularyClosures vocabulary) {
        return logic(ast, call.call().args().get(i), vocabulary);
    }
}
