package io.cairn.personalization.customer;

import io.cairn.personalization.customer.CustomerQuery.AskedBefore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to write, if nobody wrote since the customer was loaded.
 *
 * @param state the new state; null: unchanged
 * @param totals what was handed out
 * @param logged the record for the log; null: none
 * @param answer kept for the request and for sticky placements
 * @param asked under which to keep the answer; null: not at all
 */
public record Recording(
        LoadedCustomer loaded,
        @Nullable CustomerState state,
        Lifetime lifetime,
        List<Total> totals,
        @Nullable Logged logged,
        @Nullable Answer answer,
        @Nullable AskedBefore asked,
        List<Sticky> sticky) {
    /** @param limit not to be exceeded; null: none */
    public record Total(String offer, long count, @Nullable Long limit) {}

    /**
     * @param record opaque here, and changed by nobody
     * @param profileDigest names the profile that it was taken from
     * @param profile the profile's bytes; null if the log was given them before
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Logged(String decisionId, byte[] record, String profileDigest, byte @Nullable [] profile) {}

    /** @param period for how long the placement repeats the answer */
    public record Sticky(String placement, Duration period) {
        /** As in {@code mail/PT1H}. */
        public static Sticky parse(String text) {
            int slash = text.lastIndexOf('/');
            return new Sticky(text.substring(0, slash), Duration.parse(text.substring(slash + 1)));
        }

        @Override
        public String toString() {
            return placement + "/" + period;
        }
    }

    public Recording {
        totals = List.copyOf(totals);
        sticky = List.copyOf(sticky);
    }

    /** Of the state alone. */
    public static Recording of(LoadedCustomer loaded, CustomerState state) {
        return new Recording(loaded, state, Lifetime.EXTENDED, List.of(), null, null, null, List.of());
    }
}
