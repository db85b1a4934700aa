package io.cairn.bench.measure;

import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ingestion into a log of ten million events, to the same into one of a million. */
final class IngestFlatBenchmark implements Benchmark {
    private static final int FEW = 1_000_000;
    private static final int MANY = 10_000_000;
    private static final int PART = 100_000;
    private static final int BATCHES = 80;
    private static final int TURNS = 7;

    @Override
    public String name() {
        return "ingest-flat";
    }

    @Override
    public String purpose() {
        return "events a second by /v1/batch into a log of 10 million events, to the same into one of 1 million";
    }

    @Override
    public List<Ratio> measure(Bench bench) throws Failure, IOException, InterruptedException {
        CairnProcess cairn = bench.cairn();
        Visits visits = new Visits(System.nanoTime(), IngestBatchBenchmark.CUSTOMERS);
        try (HttpLoad load = new HttpLoad(cairn.port(Server.EVENTS), 8)) {
            rate(bench, load, visits); // warms up
            fill(cairn, 1, FEW);
            double few = rate(bench, load, visits);
            fill(cairn, FEW + 1, MANY);
            double many = rate(bench, load, visits);
            return List.of(new Ratio(
                    name(),
                    many / few,
                    Ratio.Target.atLeast(0.9),
                    String.format(
                            Locale.ROOT, "events/s, median of %d: 10 million=%.0f 1 million=%.0f", TURNS, many, few)));
        }
    }

    private static double rate(Bench bench, HttpLoad load, Visits visits) throws Failure, IOException {
        List<Double> turns = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            turns.add(IngestBatchBenchmark.said(bench, "turn", IngestBatchBenchmark.send(load, visits, BATCHES)));
        }
        return Alternation.median(turns);
    }

    private static void fill(CairnProcess cairn, int from, int to) throws Failure, IOException {
        try (Connection log = PlainInserts.connect(cairn);
                Statement statement = log.createStatement()) {
            PlainInserts.makePartitions(log, 90);
            for (int part = from; part <= to; part += PART) {
                // what others did in the last ninety days, straight into the log: nobody's profile is made of it
                statement.execute(String.format(
                        Locale.ROOT,
                        """
                        WITH filled AS (
                        INSERT INTO event (message_id, customer_id, revision, type, name, user_id, at, received_at, clamped, properties,
                                           context)
                        SELECT 'fill-' || md5(g::text), 'fill-' || g %% 100000, 1, 'track', 'product_view', 'fill-' || g %% 100000,
                          now() - (g %% 7776000) * interval '1 second', now(), false,
                          '{"product_id":"p-17","category":"shoes","currency":"EUR","value":79.9,"quantity":1}',
                          '{"library":{"name":"analytics.js","version":"2.11.1"},"locale":"de-DE","page":{"path":"/p/17"}}'
                        FROM generate_series(%d, %d) g
                        RETURNING at, message_id, user_id)
                        INSERT INTO message (at, known, message_id, sender) SELECT at, true, message_id, user_id FROM filled
                        """,
                        part,
                        Math.min(to, part + PART - 1)));
            }
            statement.execute("CHECKPOINT"); // what filled it must not be written while the turns are measured
            statement.execute("VACUUM ANALYZE event, message");
        } catch (SQLException e) {
            throw new Failure("the log cannot be filled: " + e.getMessage());
        }
    }
}
