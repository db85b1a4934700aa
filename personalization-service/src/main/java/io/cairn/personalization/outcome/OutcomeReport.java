package io.cairn.personalization.outcome;

import io.cairn.personalization.contact.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says became of one proposition, or of all that were the answer to a request.
 *
 * @param propositionId null: {@code requestId} is there
 * @param customerId hers, or an anonymous or external id of hers; where the request id is not hers alone
 * @param at null: when it was received
 * @param value of a conversion, 0 or more
 */
public record OutcomeReport(
        @Nullable String propositionId,
        @Nullable String requestId,
        @Nullable String customerId,
        Outcome outcome,
        @Nullable Instant at,
        @Nullable BigDecimal value) {}
