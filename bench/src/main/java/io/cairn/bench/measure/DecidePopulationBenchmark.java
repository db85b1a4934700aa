package io.cairn.bench.measure;

import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.RedisConnection;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Dry runs with many customers against such with few: two processes, each with a database of its own in Redis. The customers
 * are the sample's, many times over under other ids.
 */
final class DecidePopulationBenchmark implements Benchmark {
    private static final int MANY = Integer.getInteger("cairn.bench.customers", 1_000_000);
    private static final int FEW = 10_000;
    private static final int PART = 10_000;
    private static final int CONNECTIONS = 64;
    private static final int DECISIONS = 10_000;
    private static final int WARM_UPS = 4;
    private static final int TURNS = 7;

    @Override
    public String name() {
        return "decide-population";
    }

    @Override
    public String purpose() {
        return "dry runs a second among a million customers, to those among ten thousand";
    }

    @Override
    public List<Ratio> measure(Bench bench) throws Failure, IOException, InterruptedException {
        CairnProcess cairn = bench.cairnWithSample();
        try (SecondShop second = SecondShop.start(cairn);
                RedisConnection redis = cairn.home().redis()) {
            second.copyFrom(new Api(cairn.ports()), List.of("offers", "placements", "rules"));
            copy(redis, 1, FEW);
            copy(redis, 0, MANY);
            bench.say(MANY + " and " + FEW + " customers are in Redis");
            try (HttpLoad many = new HttpLoad(cairn.port(Server.PERSONALIZATION), CONNECTIONS);
                    HttpLoad few = new HttpLoad(second.port(), CONNECTIONS)) {
                Random random = new Random(1);
                Alternation perSecond = Alternation.of(
                        WARM_UPS,
                        TURNS,
                        () -> DecideBenchmark.rate(bench, "many", many, requests(random, MANY)),
                        () -> DecideBenchmark.rate(bench, "few", few, requests(random, FEW)));
                return List.of(new Ratio(
                        name(),
                        perSecond.ratio(),
                        Ratio.Target.atLeast(0.9),
                        String.format(
                                Locale.ROOT,
                                "dry runs/s, median of %d: among %d=%.0f among %d=%.0f",
                                TURNS,
                                MANY,
                                perSecond.oursMedian(),
                                FEW,
                                perSecond.floorMedian())));
            }
        }
    }

    private static List<byte[]> requests(Random random, int customers) {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < DECISIONS; i++) {
            requests.add(HttpLoad.post(
                    "/v1/decisions",
                    String.format(
                            Locale.ROOT,
                            "{\"customerId\":\"c-%07d\",\"placements\":[\"web-home\"],\"dryRun\":true}",
                            random.nextInt(customers) + 1)));
        }
        return requests;
    }

    private static void copy(RedisConnection redis, int database, int customers) throws Failure, IOException {
        for (int from = 1; from <= customers; from += PART) {
            String answer = redis.call(String.format(
                    Locale.ROOT,
                    "EVAL \"local v={} for i=1,%d do v[i]=redis.call('GET',string.format('cairn:profile:{u-%%04d}',i)) end"
                            + " redis.call('SELECT',%d) for c=%d,%d do"
                            + " redis.call('SET',string.format('cairn:profile:{c-%%07d}',c),v[c%%#v+1]) end"
                            + " redis.call('SELECT',0) return 1\" 0",
                    SampleDecisions.CUSTOMERS,
                    database,
                    from,
                    Math.min(customers, from + PART - 1)));
            if (!answer.startsWith(":")) {
                throw new Failure("Redis says " + answer);
            }
        }
    }
}
