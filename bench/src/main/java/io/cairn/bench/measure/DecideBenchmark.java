package io.cairn.bench.measure;

import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Decisions about the sample's customers over 64 connections: how many a second, and how long at half of that. */
final class DecideBenchmark implements Benchmark {
    private static final int CONNECTIONS = 64;
    private static final int DECISIONS = 10_000;
    private static final int WARM_UPS = 20;
    private static final int TURNS = 5;
    private static final int PACED_SECONDS = 4;

    private final String name;
    private final boolean isDry;
    private final double target;

    private DecideBenchmark(String name, boolean isDry, double target) {
        this.name = name;
        this.isDry = isDry;
        this.target = target;
    }

    /** Recorded with all that a replay needs, and reserved. */
    static DecideBenchmark recorded() {
        return new DecideBenchmark("decide", false, 0.8);
    }

    /** Neither. */
    static DecideBenchmark dry() {
        return new DecideBenchmark("decide-dry", true, 1.2);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String purpose() {
        return (isDry ? "dry runs" : "recorded decisions")
                + " a second, and their 99th percentile at half of that, to a bare Quarkus endpoint that reads one value of Redis";
    }

    @Override
    public List<Ratio> measure(Bench bench) throws Failure, IOException, InterruptedException {
        CairnProcess cairn = bench.cairnWithSample();
        try (SampleDecisions sample = new SampleDecisions(cairn);
                FloorService floor = FloorService.start(bench);
                HttpLoad ours = new HttpLoad(cairn.port(Server.PERSONALIZATION), CONNECTIONS);
                HttpLoad bare = new HttpLoad(floor.port(), CONNECTIONS)) {
            Api api = new Api(cairn.ports());
            List<byte[]> reads = sample.floorRequests(bench, api, DECISIONS);
            ours.send(sample.requests(DECISIONS, false)); // takes in what was shown to her anonymous ids
            sample.keepStates();
            Alternation perSecond = Alternation.of(
                    WARM_UPS,
                    TURNS,
                    () -> {
                        sample.reset();
                        return rate(bench, "ours", ours, sample.requests(DECISIONS, isDry));
                    },
                    () -> {
                        sample.reset();
                        return rate(bench, "floor", bare, reads);
                    });
            double oursHalf = perSecond.oursMedian() / 2;
            double bareHalf = perSecond.floorMedian() / 2;
            Alternation p99 = Alternation.of(
                    1,
                    TURNS,
                    () -> {
                        sample.reset();
                        int count = (int) (PACED_SECONDS * oursHalf);
                        return p99(bench, "ours", ours.sendPaced(sample.requests(count, isDry), oursHalf));
                    },
                    () -> {
                        sample.reset();
                        int count = (int) Math.min(reads.size(), PACED_SECONDS * bareHalf);
                        return p99(bench, "floor", bare.sendPaced(reads.subList(0, count), bareHalf));
                    });
            bench.say(SampleDecisions.degraded(api) + " decisions of all were answered without Redis");
            return List.of(
                    new Ratio(
                            name,
                            perSecond.ratio(),
                            Ratio.Target.atLeast(target),
                            String.format(
                                    Locale.ROOT,
                                    "decisions/s, median of %d: ours=%.0f floor=%.0f",
                                    TURNS,
                                    perSecond.oursMedian(),
                                    perSecond.floorMedian())),
                    new Ratio(
                            name + "-p99",
                            p99.ratio(),
                            Ratio.Target.atMost(2.0),
                            String.format(
                                    Locale.ROOT,
                                    "at half of that rate, median of %d: ours=%s floor=%s",
                                    TURNS,
                                    LatencyHistogram.millis(p99.oursMedian()),
                                    LatencyHistogram.millis(p99.floorMedian()))));
        }
    }

    static double rate(Bench bench, String who, HttpLoad load, List<byte[]> requests) throws Failure, IOException {
        return IngestBatchBenchmark.said(
                bench, who, requests.size() / (load.send(requests).toNanos() / 1e9));
    }

    private static double p99(Bench bench, String who, LatencyHistogram latencies) {
        bench.say(who + " at half load: " + latencies);
        return latencies.percentile(99);
    }
}
