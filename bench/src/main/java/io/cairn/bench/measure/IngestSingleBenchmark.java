package io.cairn.bench.measure;

import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Single events over 64 connections, each with a durable answer of its own. */
final class IngestSingleBenchmark implements Benchmark {
    private static final int CONNECTIONS = 64;
    private static final int EVENTS = 20_000;
    private static final int WARM_UPS = 10;
    private static final int TURNS = 7;

    @Override
    public String name() {
        return "ingest-single";
    }

    @Override
    public String purpose() {
        return "events a second by /v1/track, to a bare Quarkus endpoint that parses the same JSON and answers";
    }

    @Override
    public List<Ratio> measure(Bench bench) throws Failure, IOException, InterruptedException {
        CairnProcess cairn = bench.cairn();
        Visits visits = new Visits(System.nanoTime(), IngestBatchBenchmark.CUSTOMERS);
        try (FloorService floor = FloorService.start(bench);
                HttpLoad ours = new HttpLoad(cairn.port(Server.EVENTS), CONNECTIONS);
                HttpLoad bare = new HttpLoad(floor.port(), CONNECTIONS)) {
            Alternation perSecond = Alternation.of(
                    WARM_UPS,
                    TURNS,
                    () -> IngestBatchBenchmark.said(bench, "ours", send(ours, "/v1/track", visits)),
                    () -> IngestBatchBenchmark.said(bench, "floor", send(bare, "/floor/parse", visits)));
            return List.of(new Ratio(
                    name(),
                    perSecond.ratio(),
                    Ratio.Target.atLeast(0.4),
                    String.format(
                            Locale.ROOT,
                            "requests/s, median of %d: ours=%.0f floor=%.0f",
                            TURNS,
                            perSecond.oursMedian(),
                            perSecond.floorMedian())));
        }
    }

    private static double send(HttpLoad load, String path, Visits visits) throws Failure, IOException {
        List<byte[]> requests = visits.next(EVENTS).stream()
                .map(event -> HttpLoad.post(
                        event.type().equals("identify") && path.equals("/v1/track") ? "/v1/identify" : path,
                        event.json()))
                .toList();
        return EVENTS / (load.send(requests).toNanos() / 1e9);
    }
}
