package io.cairn.personalization.performance;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a rule first had something for a customer; at least one of both.
 *
 * @param handed what it had was handed to her then; null: never
 * @param heldOut it was kept from her by the holdout then; null: never
 */
public record Exposure(String customerId, @Nullable Instant handed, @Nullable Instant heldOut) {
    public Exposure {
        if (handed == null && heldOut == null) {
            throw new IllegalArgumentException("the rule had nothing for " + customerId);
        }
    }

    boolean isBoth() {
        return handed != null && heldOut != null;
    }

    /** By what came first: what came of that is what is compared. */
    boolean isTreated() {
        return handed != null && (heldOut == null || !heldOut.isBefore(handed));
    }

    Instant first() {
        return Objects.requireNonNull(isTreated() ? handed : heldOut);
    }
}
