package io.cairn.personalization.placement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cairn.personalization.contact.Cap;
import io.cairn.personalization.contact.CustomerCaps;
import io.cairn.personalization.wire.FieldFaults;
import io.cairn.personalization.wire.FixedDuration;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where on a channel offers are shown.
 *
 * @param mode absent: inbound
 * @param fallback the key of the offer to show when no other can be
 * @param maxItems the most propositions in one decision, 1 to 30; absent: 30
 * @param stickyFor for how long a customer without a requestId gets the same answer, from PT0.001S to P30D, PT0S for never;
 *     absent: PT1H for outbound, never for inbound
 * @param caps of one customer's contacts on the placement
 * @param purpose what outbound contact is for, such as newsletter: takes consent for it besides that for the channel;
 *     absent: the channel's is enough
 */
@Schema(
        requiredProperties = {"name", "channel"},
        properties = {
            @SchemaProperty(name = "version", type = SchemaType.INTEGER, readOnly = true),
            @SchemaProperty(name = "updatedAt", type = SchemaType.STRING, format = "date-time", readOnly = true)
        })
public record Placement(
        @Schema(readOnly = true) String key,
        String name,
        @Schema(examples = "email") String channel,
        PlacementMode mode,
        @Schema(examples = "welcome") @Nullable String fallback,
        @Schema(minimum = "1", maximum = "30", defaultValue = "30") Integer maxItems,
        @Schema(implementation = String.class, examples = "PT1H") @JsonDeserialize(using = FixedDuration.class)
                Duration stickyFor,
        List<Cap> caps,
        @Schema(examples = "newsletter") @Nullable String purpose) {
    public static final int MAX_ITEMS = 30;
    private static final Duration OUTBOUND_STICKY_FOR = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    public Placement {
        mode = mode == null ? PlacementMode.INBOUND : mode;
        maxItems = maxItems == null ? (Integer) MAX_ITEMS : maxItems;
        if (stickyFor == null) {
            stickyFor = mode == PlacementMode.OUTBOUND ? OUTBOUND_STICKY_FOR : Duration.ZERO;
        }
        FieldFaults faults = new FieldFaults();
        faults.key("key", key);
        faults.text("name", name);
        faults.key("channel", channel);
        faults.optionalKey("fallback", fallback);
        faults.optionalKey("purpose", purpose);
        faults.check(
                maxItems >= 1 && maxItems <= MAX_ITEMS, "maxItems", "must be a whole number from 1 to " + MAX_ITEMS);
        faults.check(
                stickyFor.isZero() || (stickyFor.toMillis() > 0 && stickyFor.compareTo(LONGEST) <= 0),
                "stickyFor",
                "must be PT0S or a duration from PT0.001S to P30D");
        caps = CustomerCaps.checked(caps, faults);
        faults.orThrow();
    }

    @JsonIgnore
    @Schema(hidden = true)
    public boolean isOutbound() {
        return mode == PlacementMode.OUTBOUND;
    }
}
