package io.cairn.personalization.contact;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cairn.personalization.wire.FieldFaults;
import io.cairn.personalization.wire.FixedDuration;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An offer that met this outcome so often is not shown to the customer for a time.
 *
 * @param times 1 to 100
 * @param period field {@code for}: from the outcome that made it so many; up to P400D
 */
@Schema(requiredProperties = {"outcome", "times", "for"})
public record Suppression(
        @Nullable Outcome outcome,
        @Schema(minimum = "1", maximum = "100", examples = "2") @Nullable Integer times,
        @Schema(implementation = String.class, examples = "P30D")
                @JsonProperty("for")
                @JsonDeserialize(using = FixedDuration.class)
                @Nullable
                Duration period) {
    private static final Duration LONGEST = Duration.ofDays(400);

    public Suppression {
        FieldFaults faults = new FieldFaults();
        faults.check(outcome != null, "outcome", "must be one of " + java.util.List.of(Outcome.values()));
        faults.check(times != null && times >= 1 && times <= 100, "times", "must be a whole number from 1 to 100");
        faults.check(
                period != null && !period.isZero() && period.compareTo(LONGEST) <= 0,
                "for",
                "must be a duration longer than PT0S and at most P400D");
        faults.orThrow();
    }
}
