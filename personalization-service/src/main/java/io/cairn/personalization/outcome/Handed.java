package io.cairn.personalization.outcome;

import io.cairn.personalization.caps.Contact;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proposition that was handed out.
 *
 * @param customerId under which it was decided: another id may lead to her since, or this one to another customer
 * @param requestId under which its answer may be kept; null if there is none, or it is not known
 * @param counted as its record has it, where caps count it: the customer's state may have let go of it
 */
public record Handed(
        String propositionId,
        String customerId,
        Instant decidedAt,
        @Nullable String requestId,
        Optional<Contact> counted) {}
