package io.cairn.personalization.contact;

import io.cairn.model.json.JsonPointers;
import io.cairn.personalization.wire.FieldFaults;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/**
 * Whether, when and how often customers may be contacted; one for the installation.
 *
 * @param timeZone of a customer who has none of her own; absent: UTC
 * @param channels by channel; a purpose may stand there, too, for its default consent
 * @param tags by offer tag
 * @param caps over everything
 */
@Schema(
        properties = {
            @SchemaProperty(name = "version", type = SchemaType.INTEGER, readOnly = true),
            @SchemaProperty(name = "updatedAt", type = SchemaType.STRING, format = "date-time", readOnly = true)
        })
public record ContactPolicy(
        @Schema(implementation = String.class, examples = "Europe/Berlin") ZoneId timeZone,
        Map<String, ChannelPolicy> channels,
        Map<String, CustomerCaps> tags,
        List<Cap> caps,
        List<Suppression> suppress) {
    /** What holds before any is saved: UTC, no restriction but a customer's own objection. */
    public static final ContactPolicy DEFAULT =
            new ContactPolicy(ZoneOffset.UTC, Map.of(), Map.of(), List.of(), List.of());

    private static final int MAX_NAMES = 1000;

    public ContactPolicy {
        timeZone = timeZone == null ? ZoneOffset.UTC : timeZone;
        FieldFaults faults = new FieldFaults();
        channels = faults.map("channels", channels, MAX_NAMES);
        channels.keySet().forEach(channel -> faults.key("channels/" + JsonPointers.step(channel), channel));
        tags = faults.map("tags", tags, MAX_NAMES);
        tags.keySet().forEach(tag -> faults.text("tags/" + JsonPointers.step(tag), tag));
        caps = CustomerCaps.checked(caps, faults);
        suppress = faults.list("suppress", suppress, CustomerCaps.MAX_CAPS);
        faults.orThrow();
    }

    /** What holds for a channel, named or not. */
    public ChannelPolicy channel(String channel) {
        return channels.getOrDefault(channel, ChannelPolicy.DEFAULT);
    }

    /** Whether a customer who said nothing may be contacted on the channel, or for the purpose. */
    public boolean consentedByDefault(String channelOrPurpose) {
        return channel(channelOrPurpose).consent() == Consent.OPT_OUT;
    }
}
