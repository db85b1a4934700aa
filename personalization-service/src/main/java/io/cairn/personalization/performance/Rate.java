package io.cairn.personalization.performance;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How many of some had it, and how certain that is: the Wilson score interval, which unlike others holds for few and for
 * shares near 0 and 1 (E. B. Wilson, JASA 22, 1927; R. G. Newcombe, Statistics in Medicine 17, 1998, method 3).
 *
 * @param rate of all, 0 to 1; null if there were none
 * @param low of the 95 % interval; null if there were none
 * @param high of the 95 % interval; null if there were none
 */
public record Rate(
        long count,
        @Schema(nullable = true) @Nullable Double rate,
        @Schema(nullable = true) @Nullable Double low,
        @Schema(nullable = true) @Nullable Double high) {
    /** Of the standard normal distribution, 95 % lie within so many deviations. */
    private static final double Z = 1.959963984540054;

    /** @param count 0 to {@code of} */
    public static Rate of(long count, long of) {
        if (count < 0 || count > of) {
            throw new IllegalArgumentException("count must be from 0 to " + of + ", not " + count);
        }
        if (of == 0) {
            return new Rate(count, null, null, null);
        }
        double n = of;
        double share = count / n;
        double spread = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        double middle = share + Z * Z / (2 * n);
        double scale = 1 + Z * Z / n;
        // at the ends the interval ends there exactly, which rounding would miss
        double low = count == 0 ? 0 : (middle - spread) / scale;
        double high = count == of ? 1 : (middle + spread) / scale;
        return new Rate(count, share, low, high);
    }
}
