package io.cairn.bench.measure;

import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.RedisConnection;
import io.cairn.bench.cairn.Server;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Redis emptied until all profiles are back. */
final class RebuildBenchmark implements Benchmark {
    private static final int BATCHES = 800; // 400,000 events
    private static final int WARM_UPS = 2;
    private static final int TURNS = 5;
    /** In it everybody's stages are looked at again, as Redis is another: not at the floor's cost. */
    private static final Duration AFTERMATH = Duration.ofSeconds(3);

    private static final String READ =
            "SELECT message_id, customer_id, revision, type, name, user_id, anonymous_id, at,"
                    + " properties, traits, details FROM event";

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public String purpose() {
        return "events a second from an emptied Redis to all profiles, to reading the log through JDBC";
    }

    @Override
    public List<Ratio> measure(Bench bench) throws Failure, IOException, InterruptedException {
        CairnProcess cairn = bench.cairn();
        Visits visits = new Visits(System.nanoTime(), IngestBatchBenchmark.CUSTOMERS);
        try (HttpLoad load = new HttpLoad(cairn.port(Server.EVENTS), 8)) {
            for (int done = 0; done < BATCHES; done += 100) {
                IngestBatchBenchmark.send(load, visits, 100);
            }
        }
        try (Connection log = PlainInserts.connect(cairn);
                RedisConnection redis = cairn.home().redis()) {
            Alternation perSecond = Alternation.of(
                    WARM_UPS,
                    TURNS,
                    () -> IngestBatchBenchmark.said(bench, "ours", rebuild(log, redis)),
                    () -> IngestBatchBenchmark.said(bench, "floor", read(log)));
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
        } catch (SQLException e) {
            throw new Failure("the log cannot be read: " + e.getMessage());
        }
    }

    private static double rebuild(Connection log, RedisConnection redis)
            throws Failure, IOException, InterruptedException {
        long events = count(log);
        Stopwatch took = new Stopwatch();
        redis.call("FLUSHALL");
        Await.within(Duration.ofMinutes(5), "all profiles are back", () -> redis.call("EXISTS cairn:profiles:complete")
                .equals(":1"));
        double perSecond = events / (took.elapsed().toNanos() / 1e9);
        Thread.sleep(AFTERMATH.toMillis());
        return perSecond;
    }

    private static long count(Connection log) throws Failure {
        try (Statement statement = log.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM event")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new Failure("the log cannot be counted: " + e.getMessage());
        }
    }

    /** Every column of every event that a profile is made of. */
    private static double read(Connection log) throws Failure {
        Stopwatch took = new Stopwatch();
        long events = 0;
        try {
            log.setAutoCommit(false); // else the driver reads all rows at once
            try (Statement statement = log.createStatement()) {
                statement.setFetchSize(1000);
                try (ResultSet rows = statement.executeQuery(READ)) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int column = 1; column <= columns; column++) {
                            rows.getObject(column);
                        }
                        events++;
                    }
                }
            } finally {
                log.rollback();
                log.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new Failure("the log cannot be read: " + e.getMessage());
        }
        return events / (took.elapsed().toNanos() / 1e9);
    }
}
