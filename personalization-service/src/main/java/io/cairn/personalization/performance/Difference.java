package io.cairn.personalization.performance;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How much greater one rate is than another, and how certain that is: the interval made of both rates' (R. G. Newcombe, Statistics in
 * Medicine 17, 1998, 873–890, method 10), which holds for few and for rates near 0 and 1. Where 0 lies within it, it may be chance.
 *
 * @param rate the one minus the other, −1 to 1; null if there is nobody on one side
 * @param low of the 95 % interval; null likewise
 * @param high of the 95 % interval; null likewise
 * @param relative to the other: 0.5 is half as much again; null also if the other is 0
 */
public record Difference(
        @Schema(nullable = true) @Nullable Double rate,
        @Schema(nullable = true) @Nullable Double low,
        @Schema(nullable = true) @Nullable Double high,
        @Schema(nullable = true) @Nullable Double relative) {
    private static final Difference UNKNOWN = new Difference(null, null, null, null);

    /** Of two rates of different people. */
    public static Difference between(Rate one, Rate other) {
        if (one.rate() == null
                || one.low() == null
                || one.high() == null
                || other.rate() == null
                || other.low() == null
                || other.high() == null) {
            return UNKNOWN;
        }
        double rate = one.rate() - other.rate();
        double down = Math.hypot(one.rate() - one.low(), other.high() - other.rate());
        double up = Math.hypot(one.high() - one.rate(), other.rate() - other.low());
        return new Difference(
                rate,
                Math.max(-1, rate - down),
                Math.min(1, rate + up),
                other.rate() == 0 ? null : (Double) (rate / other.rate()));
    }
}
