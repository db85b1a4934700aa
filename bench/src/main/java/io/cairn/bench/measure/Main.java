package io.cairn.bench.measure;

import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program behind {@code bench/run}; exit code 0 if every target was met, 1 if one was not, 2 for a wrong call. */
public final class Main {
    private Main() {}

    /** Takes {@code NAME...}; the system property {@code cairn.root} names the repository. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Benchmark> benchmarks;
        try {
            benchmarks = Benchmarks.named(List.of(arguments));
        } catch (Failure e) {
            System.err.println("run: " + e.getMessage());
            System.exit(2);
            return;
        }
        Path root = Path.of(System.getProperty("cairn.root", "")).toAbsolutePath();
        boolean allMet = true;
        List<String> lines = new ArrayList<>();
        for (Benchmark benchmark : benchmarks) {
            allMet &= measure(benchmark, root, lines);
        }
        System.out.println();
        lines.forEach(System.out::println);
        System.exit(allMet ? 0 : 1);
    }

    /** Adds its lines, the one that counts most last; false if a target was missed, or it failed. */
    private static boolean measure(Benchmark benchmark, Path root, List<String> lines)
            throws IOException, InterruptedException {
        System.out.println();
        System.out.println("benchmark " + benchmark.name() + ": " + benchmark.purpose());
        Stopwatch took = new Stopwatch();
        try (Bench bench = new Bench(root)) {
            List<Ratio> ratios = benchmark.measure(bench);
            System.out.println("took " + took);
            for (int i = ratios.size() - 1; i >= 0; i--) {
                lines.add(ratios.get(i).line());
            }
            return ratios.stream().allMatch(Ratio::isMet);
        } catch (Failure | IOException e) {
            String why = e instanceof Failure ? String.valueOf(e.getMessage()) : e.toString();
            lines.add(benchmark.name() + " FAILED: " + why);
            return false;
        }
    }
}
