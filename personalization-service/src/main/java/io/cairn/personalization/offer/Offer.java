package io.cairn.personalization.offer;

import io.cairn.personalization.contact.Cap;
import io.cairn.personalization.contact.CustomerCaps;
import io.cairn.personalization.wire.FieldFaults;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a customer may be shown.
 *
 * @param status absent: live
 * @param value what it is worth when taken, −10¹² to 10¹²; absent: 0
 * @param validFrom inclusive
 * @param validTo exclusive
 * @param eligibility a condition; absent: everybody
 */
@Schema(
        requiredProperties = "name",
        properties = {
            @SchemaProperty(name = "version", type = SchemaType.INTEGER, readOnly = true),
            @SchemaProperty(name = "updatedAt", type = SchemaType.STRING, format = "date-time", readOnly = true)
        })
public record Offer(
        @Schema(readOnly = true) String key,
        String name,
        OfferStatus status,
        List<String> tags,
        Double value,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        @Nullable String eligibility,
        List<Cap> caps,
        List<Representation> representations) {
    private static final double MAX_VALUE = 1e12;
    private static final int MAX_TAGS = 100;
    private static final int MAX_REPRESENTATIONS = 500;

    public Offer {
        status = status == null ? OfferStatus.LIVE : status;
        value = value == null ? (Double) 0.0 : value;
        FieldFaults faults = new FieldFaults();
        faults.key("key", key);
        faults.text("name", name);
        faults.check(Math.abs(value) <= MAX_VALUE, "value", "must be a number from -1e12 to 1e12");
        faults.period("validFrom", validFrom, "validTo", validTo);
        tags = faults.texts("tags", tags, MAX_TAGS);
        caps = faults.list("caps", caps, CustomerCaps.MAX_CAPS);
        representations = faults.list("representations", representations, MAX_REPRESENTATIONS);
        checkDistinct(representations, faults);
        faults.orThrow();
    }

    /** Whether it may be chosen at this moment, as far as status and validity go. */
    public boolean isLive(Instant now) {
        return status == OfferStatus.LIVE
                && (validFrom == null || !now.isBefore(validFrom))
                && (validTo == null || now.isBefore(validTo));
    }

    private static void checkDistinct(List<Representation> representations, FieldFaults faults) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < representations.size(); i++) {
            Representation representation = representations.get(i);
            String locale = representation.locale() == null ? "" : representation.locale();
            faults.check(
                    seen.add(representation.channel() + " " + locale.toLowerCase(Locale.ROOT)),
                    "representations/" + i,
                    "must be the only one for its channel and locale");
        }
    }
}
