package io.cairn.personalization.decisionlog;

import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.StateCodec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the log keeps it.
 *
 * @param requestId under which the answer was kept; null if it was not
 * @param inputs JSON: the request, versions of what it was taken from, totals seen
 * @param state contacts and positions seen, as {@link StateCodec} writes them, changed by nobody
 */
@SuppressWarnings("ArrayRecordComponent")
public record LoggedDecision(
        String decisionId,
        String customerId,
        Instant at,
        @Nullable String requestId,
        Answer answer,
        String inputs,
        byte[] state,
        LoggedProfile profile) {
    static LoggedDecision of(DecisionRecord record) {
        return new LoggedDecision(
                record.decisionId(),
                record.customerId(),
                record.at(),
                record.requestId(),
                record.answer(),
                record.inputs(),
                record.state(),
                record.profile());
    }

    /** With the bytes of its profile. */
    LoggedDecision with(byte[] profileBytes) {
        return new LoggedDecision(
                decisionId, customerId, at, requestId, answer, inputs, state, profile.with(profileBytes));
    }
}
