package io.cairn.bench.measure;

import java.util.Locale;
import org.HdrHistogram.ConcurrentHistogram;

/** How long calls took, to three digits, up to a minute. Thread-safe. */
public final class LatencyHistogram {
    private static final long MOST_NANOS = 60_000_000_000L;

    private final ConcurrentHistogram histogram = new ConcurrentHistogram(MOST_NANOS, 3);

    /** @param nanos what is beyond a minute counts as a minute */
    public void record(long nanos) {
        histogram.recordValue(Math.min(nanos, MOST_NANOS));
    }

    public long count() {
        return histogram.getTotalCount();
    }

    /** In ns; the percentile is from 0 to 100. */
    public double percentile(double percentile) {
        return histogram.getValueAtPercentile(percentile);
    }

    /** Such as {@code n=1000 p50=0.81ms p99=2.40ms max=9.12ms}. */
    @Override
    public String toString() {
        return "n=" + count() + " p50=" + millis(percentile(50)) + " p99=" + millis(percentile(99)) + " max="
                + millis(percentile(100));
    }

    /** Such as {@code 0.81ms}. */
    public static String millis(double nanos) {
        return String.format(Locale.ROOT, "%.2fms", nanos / 1e6);
    }
}
