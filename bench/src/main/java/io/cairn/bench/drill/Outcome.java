package io.cairn.bench.drill;

import io.cairn.bench.cairn.Stopwatch;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What became of one drill.
 *
 * @param took with its checks, without start and stop of Cairn
 * @param figures one line
 */
record Outcome(String drill, Result result, Duration took, String figures) {
    enum Result {
        PASS,
        FAIL,
        /** It needs what this machine does not have; that is not a pass. */
        SKIPPED
    }

    String line() {
        return String.format(Locale.ROOT, "%-14s %-7s %7s  %s", drill, result, Stopwatch.seconds(took), figures);
    }

    /** The last line, which bench/check reads. */
    static String totals(List<Outcome> outcomes) {
        return count(outcomes, Result.PASS) + " passed, " + count(outcomes, Result.FAIL) + " failed, "
                + count(outcomes, Result.SKIPPED) + " skipped";
    }

    static long count(List<Outcome> outcomes, Result result) {
        return outcomes.stream().filter(outcome -> outcome.result() == result).count();
    }
}
