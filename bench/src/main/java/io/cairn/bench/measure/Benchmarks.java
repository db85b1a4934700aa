package io.cairn.bench.measure;

import io.cairn.bench.cairn.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All benchmarks there are; bench/run's help names them, too. */
final class Benchmarks {
    private Benchmarks() {}

    private static List<Benchmark> all() {
        return List.of(
                new ConditionsBenchmark(),
                new MapsBenchmark(),
                new IngestBatchBenchmark(),
                new IngestSingleBenchmark(),
                new IngestFlatBenchmark(),
                new RebuildBenchmark(),
                new ProfilesMemoryBenchmark(),
                new PositionsBenchmark(),
                DecideBenchmark.recorded(),
                DecideBenchmark.dry(),
                new DecideBatchBenchmark(),
                new DecideCatalogueBenchmark(),
                new DecidePopulationBenchmark());
    }

    /** Throws what to say to no name, or to one that there is not. */
    static List<Benchmark> named(List<String> names) throws Failure {
        if (names.isEmpty()) {
            throw new Failure("name a benchmark: " + names());
        }
        List<Benchmark> benchmarks = new ArrayList<>();
        for (String name : names) {
            benchmarks.add(all().stream()
                    .filter(benchmark -> benchmark.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Failure("there is no benchmark '" + name + "', only " + names())));
        }
        return benchmarks;
    }

    static String names() {
        return all().stream().map(Benchmark::name).collect(Collectors.joining(", "));
    }
}
