package io.cairn.personalization.outcome;

import java.time.Instant;

/**
 * A proposition that was handed out.
 *
 * @param customerId under which it was decided: another id may lead to her since, or this one to another customer
 */
public record Handed(String propositionId, String customerId, Instant decidedAt) {}
