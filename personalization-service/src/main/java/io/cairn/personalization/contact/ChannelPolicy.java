package io.cairn.personalization.contact;

import io.cairn.personalization.wire.FieldFaults;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one channel.
 *
 * @param consent absent: optOut
 * @param quietHours absent: none
 * @param caps of one customer's contacts on the channel
 */
public record ChannelPolicy(Consent consent, @Nullable QuietHours quietHours, List<Cap> caps) {
    /** Of a channel that the policy does not name: whoever has not objected may be contacted, at any time. */
    public static final ChannelPolicy DEFAULT = new ChannelPolicy(Consent.OPT_OUT, null, List.of());

    public ChannelPolicy {
        consent = consent == null ? Consent.OPT_OUT : consent;
        FieldFaults faults = new FieldFaults();
        caps = CustomerCaps.checked(caps, faults);
        faults.orThrow();
    }
}
