package io.cairn.personalization.contact;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.cairn.personalization.wire.FieldFaults;
import java.time.LocalTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When a channel is silent, in the customer's time zone; over midnight if {@code to} is before {@code from}.
 *
 * @param from inclusive, HH:mm
 * @param to exclusive, HH:mm
 */
@Schema(requiredProperties = {"from", "to"})
public record QuietHours(
        @Schema(implementation = String.class, description = TIME) @JsonFormat(pattern = "HH:mm") LocalTime from,
        @Schema(implementation = String.class, description = TIME) @JsonFormat(pattern = "HH:mm") LocalTime to) {
    // not an example: the document's writer would leave it without quotes, and to YAML 1.1 it is a number then
    private static final String TIME = "a time of day such as 21:00";

    public QuietHours {
        FieldFaults faults = new FieldFaults();
        faults.check(from != null, "from", "must be a time of day, HH:mm");
        faults.check(to != null, "to", "must be a time of day, HH:mm");
        faults.check(
                from == null || !from.equals(to), "to", "must differ from /from: to silence a channel, cap it at 0");
        faults.orThrow();
    }
}
