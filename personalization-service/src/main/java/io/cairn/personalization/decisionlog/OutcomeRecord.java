package io.cairn.personalization.decisionlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.personalization.contact.Outcome;
import io.cairn.personalization.wire.StoredJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An outcome as it is logged.
 *
 * @param value of a conversion
 * @param effective whether the customer's state held the contact, so that caps and suppressions go by it
 */
public record OutcomeRecord(
        String propositionId,
        Outcome outcome,
        Instant at,
        @Nullable BigDecimal value,
        boolean effective,
        Instant receivedAt) {
    private static final ObjectMapper JSON = StoredJson.mapper();

    /** Its bytes while it waits in Redis. */
    public byte[] encode() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OutcomeRecord decode(byte[] bytes) {
        try {
            return JSON.readValue(bytes, OutcomeRecord.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
