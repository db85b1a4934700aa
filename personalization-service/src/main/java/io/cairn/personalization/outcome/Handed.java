package io.cairn.personalization.outcome;

import io.cairn.personalization.caps.Contact;
import java.time.Instant;
import java.util.Optional;

/**
 * A proposition that was handed out.
 *
 * @param customerId under which it was decided: another id may lead to her since, or this one to another customer
 * @param counted as its record has it, where caps count it: the customer's state may have let go of it
 */
public record Handed(String propositionId, String customerId, Instant decidedAt, Optional<Contact> counted) {}
