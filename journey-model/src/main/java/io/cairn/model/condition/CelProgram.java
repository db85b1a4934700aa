package io.cairn.model.condition;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.values.ErrorValue;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.cairn.model.profile.Window;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One operand of a condition's logic, planned for CEL's interpreter. */
final class CelProgram {
    static final Set<CelErrorCode> ABSENT =
            EnumSet.of(CelErrorCode.ATTRIBUTE_NOT_FOUND, CelErrorCode.INDEX_OUT_OF_BOUNDS);

    /** The unparser writes double quotes; people write single ones. */
    private static final Pattern PLAIN_TEXT = Pattern.compile("\"([^\"'\\\\]*)\"");

    private final CelRuntime.Program program;
    private final String text;
    private final Map<String, Window> windows;
    private final CartEvents cartEvents;

    /**
     * @param expression part of the checked tree
     * @param windows those of the condition, by their text
     */
    CelProgram(
            Cel cel,
            CelAbstractSyntaxTree checked,
            CelExpr expression,
            Map<String, Window> windows,
            CartEvents cartEvents) {
        this.windows = windows;
        this.cartEvents = cartEvents;
        CelAbstractSyntaxTree part = CelAbstractSyntaxTree.newCheckedAst(
                expression, checked.getSource(), checked.getReferenceMap(), checked.getTypeMap());
        text = PLAIN_TEXT
                .matcher(CelUnparserFactory.newUnparser().unparse(part))
                .replaceAll("'$1'");
        try {
            program = cel.createProgram(Barriers.raise(part));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("type-checked, but cannot be planned: " + text, e);
        }
    }

    /** As written, in one spelling. */
    String text() {
        return text;
    }

    /** A CEL value or {@link Unknown}; throws nothing. */
    Object run(Facts facts) {
        try {
            Evaluation evaluation = new Evaluation(facts, windows, cartEvents);
            Object value = program.eval(evaluation, evaluation);
            return value instanceof ErrorValue error ? unknown(error.value()) : value;
        } catch (CelEvaluationException | RuntimeException e) {
            return unknown(e);
        } catch (StackOverflowError e) {
            return Unknown.failed("nests too deeply: " + text);
        }
    }

    private Unknown unknown(Throwable error) {
        Throwable root = error;
        boolean absent = false;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingFact missing) {
                return Unknown.missing(missing.what());
            }
            absent |= cause instanceof CelRuntimeException known && ABSENT.contains(known.getErrorCode());
            root = cause;
        }
        return absent
                ? Unknown.missing(text)
                : Unknown.failed(Shown.shortened(String.valueOf(root.getMessage())) + ": " + text);
    }
}
