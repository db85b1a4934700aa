package io.cairn.personalization.position.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.personalization.position.Transition;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A move as it is answered. */
record TransitionItem(
        @Schema(description = "absent where the customer was asked for", examples = "u-0001")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable
                String customerId,
        @Schema(examples = "shop") String journey,
        @Schema(nullable = true, description = "null: from no stage", examples = "consideration") @Nullable String from,
        @Schema(nullable = true, description = "null: to no stage", examples = "intent") @Nullable String to,
        @Schema(description = "when it was first seen") Instant at,
        @Schema(examples = "3") int mapVersion,
        @Schema(
                        description = "why",
                        enumeration = {"event", "correction", "time", "publish", "join"})
                String cause) {
    static TransitionItem withoutCustomer(Transition transition) {
        return of(transition, null);
    }

    static TransitionItem withCustomer(Transition transition) {
        return of(transition, transition.customerId());
    }

    private static TransitionItem of(Transition transition, @Nullable String customerId) {
        return new TransitionItem(
                customerId,
                transition.journey(),
                transition.from(),
                transition.to(),
                transition.at(),
                transition.mapVersion(),
                transition.cause().text());
    }
}
