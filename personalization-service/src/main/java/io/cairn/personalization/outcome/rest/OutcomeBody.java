package io.cairn.personalization.outcome.rest;

import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.contact.Outcome;
import io.cairn.personalization.outcome.OutcomeReport;
import io.cairn.personalization.wire.Ids;
import io.cairn.personalization.wire.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One outcome as it is sent. */
@Schema(name = "OutcomeReport", requiredProperties = "outcome")
record OutcomeBody(
        @Schema(description = "of the answer; or give a requestId") @Nullable String propositionId,
        @Schema(
                        description =
                                "that the decision was asked for with: the outcome is of all its propositions. Give at, too, if it may be told again after the request was decided anew")
                @Nullable
                String requestId,
        @Schema(description = "where more than one customer was asked for with the requestId") @Nullable
                String customerId,
        @Nullable Outcome outcome,
        @Schema(description = "when it happened; absent: now") @Nullable Instant at,
        @Schema(
                        description =
                                "of a conversion, 0 to 1,000,000,000,000; with a requestId it counts in full for each proposition",
                        minimum = "0",
                        examples = "59.9")
                @Nullable
                BigDecimal value) {
    private static final int MAX_DIGITS = 30;
    private static final BigDecimal MAX_VALUE = new BigDecimal("1000000000000");

    /** @throws ProblemException 400 that names the field */
    OutcomeReport report() {
        if (propositionId == null && requestId == null) {
            throw ProblemException.malformed("/propositionId", "must be there, or a requestId");
        }
        if (propositionId != null && requestId != null) {
            throw ProblemException.malformed("/requestId", "must be absent where there is a propositionId");
        }
        if (outcome == null) {
            throw ProblemException.malformed("/outcome", "must be one of " + List.of(Outcome.values()));
        }
        return new OutcomeReport(
                Ids.optional("/propositionId", propositionId),
                Ids.optional("/requestId", requestId),
                Ids.optional("/customerId", customerId),
                outcome,
                Times.checked("/at", at),
                checked(value));
    }

    private static @Nullable BigDecimal checked(@Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        if (value.precision() > MAX_DIGITS
                || Math.abs((long) value.scale()) > MAX_DIGITS
                || value.signum() < 0
                || value.compareTo(MAX_VALUE) > 0) {
            throw ProblemException.malformed(
                    "/value",
                    "must be a number from 0 to " + MAX_VALUE.toPlainString() + " of at most " + MAX_DIGITS
                            + " digits");
        }
        return value;
    }
}
