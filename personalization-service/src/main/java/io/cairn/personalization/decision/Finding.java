package io.cairn.personalization.decision;

import io.cairn.model.condition.Condition;
import io.cairn.model.condition.Score;
import io.cairn.model.condition.Verdict;
import io.cairn.personalization.caps.Standing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule or a candidate is out, or in.
 *
 * @param condition that did not hold
 * @param missing what it asked for and nobody knew
 * @param detail which cap, which field, what went wrong
 * @param until where time alone changes it, from when it is no longer so; else null
 */
record Finding(
        Reason reason,
        @Nullable String condition,
        List<String> missing,
        @Nullable String detail,
        @Nullable Instant until) {
    static final Finding CHOSEN = of(Reason.CHOSEN);

    static Finding of(Reason reason) {
        return new Finding(reason, null, List.of(), null, null);
    }

    static Finding of(Reason reason, @Nullable String detail) {
        return new Finding(reason, null, List.of(), detail, null);
    }

    /** @param until null if never, or if that is not known */
    static Finding until(@Nullable Instant until, Reason reason, String detail) {
        return new Finding(reason, null, List.of(), detail, until);
    }

    /** The same where something else is in the way until then; null if for ever, or if that is not known. */
    Finding andUntil(@Nullable Instant other) {
        return new Finding(reason, condition, missing, detail, Standing.later(until, other));
    }

    /** Of two the one that ends first; null if neither ever does. */
    static @Nullable Finding sooner(@Nullable Finding one, @Nullable Finding other) {
        if (other == null || other.until() == null) {
            return one;
        }
        return one == null || one.until() == null || other.until().isBefore(one.until()) ? other : one;
    }

    static Finding failed(Reason reason, Condition condition, Verdict verdict) {
        List<String> missing = verdict instanceof Verdict.Missing m ? m.what() : List.of();
        String detail = verdict instanceof Verdict.Failed failed ? failed.why() : null;
        return new Finding(reason, condition.source(), missing, detail, null);
    }

    /** The same for a candidate whose ranking gave this score: where it gave none, that is part of why. */
    Finding with(Score score) {
        if (score instanceof Score.Missing m) {
            return new Finding(reason, condition, m.what(), detail, until);
        }
        return score instanceof Score.Failed failed && detail == null
                ? new Finding(reason, condition, missing, failed.why(), until)
                : this;
    }
}
