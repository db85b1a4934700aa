package io.cairn.model.condition;

import io.cairn.model.profile.CustomerProfile;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a condition may ask of.
 *
 * @param zone the customer's, for {@code daysUntil}
 * @param context the request's context: frozen JSON values
 * @param journeys positions and personas
 * @param consent answers {@code consented('email')}
 * @param offer for {@code ranking} only
 */
public record Facts(
        CustomerProfile profile,
        Instant now,
        ZoneId zone,
        Map<String, Object> context,
        JourneyFacts journeys,
        ConsentDefaults consent,
        @Nullable OfferFacts offer) {

    public record OfferFacts(double value, Set<String> tags) {}

    /** What a condition may know of a journey. */
    public interface JourneyFacts {
        JourneyFacts NONE = new JourneyFacts() {
            @Override
            public @Nullable Position position(String journey) {
                return null;
            }

            @Override
            public @Nullable String persona(String journey) {
                return null;
            }
        };

        /** Null if the customer is on no stage, or there is no such journey. */
        @Nullable
        Position position(String journey);

        /** The key of the first persona whose criteria hold; null if none does. */
        @Nullable
        String persona(String journey);
    }

    /** @param since when the stage was first seen to hold */
    public record Position(String stage, Instant since) {}

    /** The contact policy's default where a customer has no trait {@code consent.X}. */
    @FunctionalInterface
    public interface ConsentDefaults {
        boolean byDefault(String channelOrPurpose);
    }
}
