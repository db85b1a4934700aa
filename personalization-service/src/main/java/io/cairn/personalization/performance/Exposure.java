package io.cairn.personalization.performance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a rule first had something for a customer; at least one of both.
 *
 * @param handed what it had was handed to her then; null: never
 * @param heldOut it was kept from her by the holdout then; null: never
 */
public record Exposure(String customerId, @Nullable Instant handed, @Nullable Instant heldOut) {}
