package io.cairn.bench.measure;

import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Batches of 500 events over 8 connections, each acknowledged once it is durable and in the profiles. */
final class IngestBatchBenchmark implements Benchmark {
    static final int CUSTOMERS = 10_000;
    private static final int CONNECTIONS = 8;
    private static final int FLOOR_CONNECTIONS = 4;
    private static final int BATCH = 500;
    private static final int BATCHES = 80;
    private static final int WARM_UPS = 12;
    private static final int TURNS = 7;

    @Override
    public String name() {
        return "ingest-batch";
    }

    @Override
    public String purpose() {
        return "events a second by /v1/batch, to the same rows by plain JDBC batches into the same tables";
    }

    @Override
    public List<Ratio> measure(Bench bench) throws Failure, IOException, InterruptedException {
        CairnProcess cairn = bench.cairn();
        Visits visits = new Visits(System.nanoTime(), CUSTOMERS);
        try (HttpLoad load = new HttpLoad(cairn.port(Server.EVENTS), CONNECTIONS);
                PlainInserts plain = new PlainInserts(cairn, FLOOR_CONNECTIONS)) {
            Alternation perSecond = Alternation.of(
                    WARM_UPS,
                    TURNS,
                    () -> said(bench, "ours", send(load, visits, BATCHES)),
                    () -> said(bench, "floor", plain.insert(batches(visits, BATCHES))));
            return List.of(new Ratio(
                    name(),
                    perSecond.ratio(),
                    Ratio.Target.atLeast(0.5),
                    String.format(
                            Locale.ROOT,
                            "events/s, median of %d: ours=%.0f floor=%.0f",
                            TURNS,
                            perSecond.oursMedian(),
                            perSecond.floorMedian())));
        }
    }

    static double said(Bench bench, String who, double perSecond) {
        bench.say(String.format(Locale.ROOT, "%s %.0f/s", who, perSecond));
        return perSecond;
    }

    /** Sends batches; gives how many events a second that made. */
    static double send(HttpLoad load, Visits visits, int batches) throws Failure, IOException {
        List<byte[]> requests = new ArrayList<>();
        for (List<Visits.Event> batch : batches(visits, batches)) {
            requests.add(HttpLoad.post(
                    "/v1/batch",
                    batch.stream().map(Visits.Event::json).collect(Collectors.joining(",", "{\"batch\":[", "]}"))));
        }
        return batches * BATCH / (load.send(requests).toNanos() / 1e9);
    }

    private static List<List<Visits.Event>> batches(Visits visits, int batches) {
        List<List<Visits.Event>> made = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            made.add(visits.next(BATCH));
        }
        return made;
    }
}
