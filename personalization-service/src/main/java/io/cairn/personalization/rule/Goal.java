package io.cairn.personalization.rule;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.cairn.personalization.wire.FieldFaults;
import io.cairn.personalization.wire.FixedDuration;
import io.cairn.personalization.wire.FixedDurationText;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a rule wants to bring about.
 *
 * @param event the name of the event that counts as success
 * @param within how long after the decision, up to P400D
 */
@Schema(requiredProperties = {"event", "within"})
public record Goal(
        @Schema(examples = "purchase") String event,
        @Schema(implementation = String.class, examples = "P7D")
                @JsonDeserialize(using = FixedDuration.class)
                @JsonSerialize(using = FixedDurationText.class)
                Duration within) {
    private static final Duration LONGEST = Duration.ofDays(400);

    public Goal {
        FieldFaults faults = new FieldFaults();
        faults.text("event", event);
        faults.check(
                within != null && !within.isZero() && within.compareTo(LONGEST) <= 0,
                "within",
                "must be a duration longer than PT0S and at most P400D");
        faults.orThrow();
    }
}
