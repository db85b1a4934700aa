package io.cairn.bench.measure;

import java.util.Locale;

/**
 * Ours, measured against a floor.
 *
 * @param name of the benchmark, or of a part of it, such as {@code maps-list}
 * @param value ours divided by the floor
 * @param figures what it was made of, such as {@code ours=1.2ms floor=1.1ms}
 */
public record Ratio(String name, double value, Target target, String figures) {
    /**
     * What is good enough.
     *
     * @param ratio the worst that is
     * @param isMost whether less is better, as for a latency, and not more, as for a throughput
     */
    public record Target(double ratio, boolean isMost) {
        public static Target atMost(double ratio) {
            return new Target(ratio, true);
        }

        public static Target atLeast(double ratio) {
            return new Target(ratio, false);
        }

        boolean isMetBy(double value) {
            return isMost ? value <= ratio : value >= ratio;
        }
    }

    boolean isMet() {
        return target.isMetBy(value);
    }

    /** The line that scripts and people look for, such as {@code maps ratio=1.21 target=<=1.50 met ours=… floor=…}. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%s ratio=%.2f target=%s%.2f %s %s",
                name,
                value,
                target.isMost() ? "<=" : ">=",
                target.ratio(),
                isMet() ? "met" : "MISSED",
                figures);
    }
}
