package io.cairn.personalization.decisionlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cairn.personalization.contact.Outcome;
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
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // another replica may be newer
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

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
