package io.cairn.bench.measure;

import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Recorded decisions as one stream of lines, against the same decisions a call each. */
final class DecideBatchBenchmark implements Benchmark {
    private static final int CONNECTIONS = 64;
    private static final int DECISIONS = 10_000;
    private static final int WARM_UPS = 20;
    private static final int TURNS = 5;

    @Override
    public String name() {
        return "decide-batch";
    }

    @Override
    public String purpose() {
        return "recorded decisions a second in one batch, to the same a call each over " + CONNECTIONS + " connections";
    }

    @Override
    public List<Ratio> measure(Bench bench) throws Failure, IOException, InterruptedException {
        CairnProcess cairn = bench.cairnWithSample();
        Api api = new Api(cairn.ports());
        try (SampleDecisions sample = new SampleDecisions(cairn);
                HttpLoad calls = new HttpLoad(cairn.port(Server.PERSONALIZATION), CONNECTIONS)) {
            calls.send(sample.requests(DECISIONS, false)); // takes in what was shown to her anonymous ids
            sample.keepStates();
            Alternation perSecond = Alternation.of(
                    WARM_UPS,
                    TURNS,
                    () -> {
                        sample.reset();
                        return IngestBatchBenchmark.said(bench, "batch", batch(api, sample.bodies(DECISIONS, false)));
                    },
                    () -> {
                        sample.reset();
                        return DecideBenchmark.rate(bench, "calls", calls, sample.requests(DECISIONS, false));
                    });
            return List.of(new Ratio(
                    name(),
                    perSecond.ratio(),
                    Ratio.Target.atLeast(3.0),
                    String.format(
                            Locale.ROOT,
                            "decisions/s, median of %d: batch=%.0f calls=%.0f",
                            TURNS,
                            perSecond.oursMedian(),
                            perSecond.floorMedian())));
        }
    }

    private static double batch(Api api, List<String> bodies) throws Failure, IOException, InterruptedException {
        Stopwatch took = new Stopwatch();
        String answers = api.postLines(Server.PERSONALIZATION, "/v1/decisions/batch", String.join("\n", bodies));
        double seconds = took.elapsed().toNanos() / 1e9;
        long answered =
                answers.lines().filter(line -> line.contains("\"decisionId\"")).count();
        if (answered != bodies.size()) {
            throw new Failure("of " + bodies.size() + " lines " + answered + " were answered");
        }
        return bodies.size() / seconds;
    }
}
