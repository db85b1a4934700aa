package io.cairn.bench.drill;

import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The program behind {@code bench/drill}; exit code 0 if all passed, 1 if one failed, 2 for a wrong call, 3 if none failed
 * but one was skipped.
 */
public final class Main {
    private Main() {}

    /** Takes {@code NAME... [--rounds N] [--seed X]}; the system property {@code cairn.root} names the repository. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DrillOptions options;
        List<Drill> drills;
        try {
            options = DrillOptions.parse(List.of(arguments), System.nanoTime() & 0xffffff);
            drills = Drills.named(options.drills());
        } catch (Failure e) {
            System.err.println("drill: " + e.getMessage());
            System.exit(2);
            return;
        }
        Path root = Path.of(System.getProperty("cairn.root", "")).toAbsolutePath();
        Stopwatch took = new Stopwatch();
        System.out.println("rounds " + options.rounds() + ", seed " + options.seed());
        List<Outcome> outcomes = new Series(root, options.rounds(), options.seed()).run(drills);
        System.out.println();
        outcomes.forEach(outcome -> System.out.println(outcome.line()));
        System.out.println(Outcome.totals(outcomes) + " in " + took);
        System.exit(exitCode(outcomes));
    }

    private static int exitCode(List<Outcome> outcomes) {
        if (Outcome.count(outcomes, Outcome.Result.FAIL) > 0) {
            return 1;
        }
        return Outcome.count(outcomes, Outcome.Result.SKIPPED) > 0 ? 3 : 0;
    }
}
