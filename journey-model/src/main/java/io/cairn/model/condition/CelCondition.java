package io.cairn.model.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import java.util.List;
import java.util.Set;

/**
 * A condition in CEL.
 *
 * @param ast the checked tree
 */
record CelCondition(String source, ConditionKind kind, Logic logic, CelAbstractSyntaxTree ast, Set<String> eventNames)
        implements Condition {
    private static final Verdict HOLDS = new Verdict.Holds();
    private static final Verdict DOES_NOT_HOLD = new Verdict.DoesNotHold();

    @Override
    public Verdict test(Facts facts) {
        refuseRanking();
        Object value = logic.evaluate(facts);
        if (value instanceof Boolean truth) {
            return truth ? HOLDS : DOES_NOT_HOLD;
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
        return logic.outlook(true, facts);
    }

    @Override
    public Score score(Facts facts) {
        if (kind != ConditionKind.RANKING) {
            throw new IllegalStateException("only a ranking gives a number: " + source);
        }
        Object value = logic.evaluate(facts);
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
    public List<JourneyReference> journeys() {
        return JourneyReader.read(ast);
    }

    @Override
    public Constants constants() {
        return ConstantReader.read(ast);
    }
}
