package io.cairn.personalization.whynot;

import io.cairn.model.condition.Condition;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Facts;
import io.cairn.model.condition.Outlook;
import io.cairn.model.condition.Score;
import io.cairn.model.condition.Verdict;
import java.util.Set;

/** A ranking that no other score exceeds. */
record BestRanking() implements Condition {
    @Override
    public String source() {
        return Double.toString(Double.POSITIVE_INFINITY);
    }

    @Override
    public ConditionKind kind() {
        return ConditionKind.RANKING;
    }

    @Override
    public Verdict test(Facts facts) {
        throw new IllegalStateException("a ranking gives a number");
    }

    @Override
    public Outlook outlook(Facts facts) {
        throw new IllegalStateException("a ranking gives a number");
    }

    @Override
    public Score score(Facts facts) {
        // a ranking may give the greatest finite number itself, and then the offer's key would decide
        return new Score.Of(Double.POSITIVE_INFINITY);
    }

    @Override
    public Set<String> eventNames() {
        return Set.of();
    }
}
