package io.cairn.personalization.position;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A move of a customer.
 *
 * @param id grows with each, over all customers; 0 until it is recorded
 * @param from null: from no stage
 * @param to null: to no stage
 * @param at when it was first seen
 * @param mapVersion of the map that says so
 */
public record Transition(
        long id,
        String customerId,
        String journey,
        @Nullable String from,
        @Nullable String to,
        Instant at,
        int mapVersion,
        Cause cause) {}
