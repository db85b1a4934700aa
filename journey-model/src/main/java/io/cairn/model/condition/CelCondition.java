package io.cairn.model.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import io.cairn.model.condition.Logic.Unknown;
import io.cairn.model.profile.Window;
import java.util.Map;
import java.util.Set;

/**
 * A condition in CEL.
 *
 * @param ast the checked tree
 * @param windows those it has, by their text
 */
record CelCondition(
        String source,
        ConditionKind kind,
        Logic logic,
        CelAbstractSyntaxTree ast,
        Set<String> eventNames,
        Set<String> journeys,
        Map<String, Window> windows,
        CartEvents cartEvents)
        implements Condition {

    @Override
    public Verdict test(Facts facts) {
        refuseRanking();
        Object value = evaluate(facts);
        if (value instanceof Boolean truth) {
            return truth ? new Verdict.Holds() : new Verdict.DoesNotHold();
        } else if (value instanceof Unknown unknown) {
            return unknown.missing().isEmpty()
                    ? new Verdict.Failed(String.valueOf(unknown.failure()))
                    : new Verdict.Missing(unknown.missing());
        }
        return new Verdict.Failed("is neither true nor false: " + Shown.shortened(value));
    }

    private void refuseRanking() {
        if (kind == ConditionKind.RANKING) {
            throw new IllegalStateException("a ranking gives a number, ask for its score: " + source);
        }
    }

    @Override
    public Outlook outlook(Facts facts) {
        refuseRanking();
        return logic.outlook(true, new Evaluation(facts, windows, cartEvents));
    }

    @Override
    public Score score(Facts facts) {
        if (kind != ConditionKind.RANKING) {
            throw new IllegalStateException("only a ranking gives a number: " + source);
        }
        Object value = evaluate(facts);
        if (value instanceof Number number) {
            double score = number.doubleValue();
            return Double.isFinite(score) ? new Score.Of(score) : new Score.Failed("is not a finite number: " + score);
        } else if (value instanceof Unknown unknown) {
            return unknown.missing().isEmpty()
                    ? new Score.Failed(String.valueOf(unknown.failure()))
                    : new Score.Missing(unknown.missing());
        }
        return new Score.Failed("is not a number: " + Shown.shortened(value));
    }

    @Override
    public Claims claims() {
        return Claims.of(ast);
    }

    @Override
    public Constants constants() {
        return ConstantReader.read(ast);
    }

    private Object evaluate(Facts facts) {
        return logic.evaluate(new Evaluation(facts, windows, cartEvents));
    }
}
