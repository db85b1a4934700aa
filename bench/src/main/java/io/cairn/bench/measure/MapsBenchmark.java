package io.cairn.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Replica;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * journey-service with 1,000 maps against one with 10: two processes on the same servers, started with the same settings,
 * each with databases of its own. Both have published as often before the first turn.
 */
final class MapsBenchmark implements Benchmark {
    private static final int MANY = 1_000;
    private static final int FEW = 10;
    private static final int PUBLICATIONS = 1_000;
    private static final int PAGE = 10;
    private static final int WARM_UPS = 3;
    private static final int TURNS = 9;
    private static final Ratio.Target TARGET = Ratio.Target.atMost(1.5);

    @Override
    public String name() {
        return "maps";
    }

    @Override
    public String purpose() {
        return "the 99th percentile of list, read and publish with 1,000 maps of 12 stages, to that with 10";
    }

    @Override
    public List<Ratio> measure(Bench bench) throws Failure, IOException, InterruptedException {
        CairnProcess cairn = bench.cairn();
        createDatabase(cairn, "journey_many");
        createDatabase(cairn, "journey_few");
        try (Replica first = Replica.start(cairn, Server.JOURNEY, "journey_many", 1);
                Replica second = Replica.start(cairn, Server.JOURNEY, "journey_few", 2)) {
            Maps many = new Maps(first.api(), MANY);
            Maps few = new Maps(second.api(), FEW);
            many.fill();
            few.fill();
            bench.say(MANY + " and " + FEW + " maps are published, by " + PUBLICATIONS + " publications each");
            List<Ratio> ratios = new ArrayList<>();
            ratios.add(compare("maps-list", 1_000, many::list, few::list));
            ratios.add(compare("maps-read", 1_000, many::read, few::read));
            ratios.add(compare("maps-publish", 200, many::publish, few::publish));
            Ratio worst = ratios.stream()
                    .max(Comparator.comparingDouble(Ratio::value))
                    .orElseThrow();
            ratios.add(0, new Ratio(name(), worst.value(), TARGET, "the worst: " + worst.name()));
            return ratios;
        }
    }

    /** @param calls of a turn, one after the other */
    private static Ratio compare(String name, int calls, ClosedLoop.Call many, ClosedLoop.Call few)
            throws Failure, IOException, InterruptedException {
        ClosedLoop loop = new ClosedLoop(1);
        Alternation p99 = Alternation.of(
                WARM_UPS, TURNS, () -> loop.run(calls, many).latencies().percentile(99), () -> loop.run(calls, few)
                        .latencies()
                        .percentile(99));
        return new Ratio(
                name,
                p99.ratio(),
                TARGET,
                "p99 of " + calls + " calls, median of " + TURNS + ": " + MANY + "="
                        + LatencyHistogram.millis(p99.oursMedian()) + " " + FEW + "="
                        + LatencyHistogram.millis(p99.floorMedian()));
    }

    private static void createDatabase(CairnProcess cairn, String name) throws Failure, IOException {
        try (Connection superuser = cairn.home().postgres();
                Statement statement = superuser.createStatement()) {
            statement.execute("create database " + name + " owner journey");
        } catch (SQLException e) {
            throw new Failure("no database " + name + ": " + e.getMessage());
        }
    }

    /** The maps of one process. */
    private static final class Maps {
        private final Api api;
        private final int count;
        private final List<String> pages = new ArrayList<>();

        Maps(Api api, int count) {
            this.api = api;
            this.count = count;
        }

        void fill() throws Failure, IOException, InterruptedException {
            for (int i = 0; i < PUBLICATIONS; i++) {
                int map = i % count;
                String draft = path(map);
                require(api.put(Server.JOURNEY, draft, TwelveStages.map(map)));
                publishMap(map);
                require(api.get(Server.JOURNEY, draft));
            }
            String page = "/v1/journeys?limit=" + PAGE;
            String next = page;
            while (!next.isEmpty()) {
                pages.add(next);
                String cursor =
                        require(api.get(Server.JOURNEY, next)).path("next").asText();
                next = cursor.isEmpty() ? "" : page + "&cursor=" + cursor;
            }
        }

        void list(int call) throws Failure, IOException, InterruptedException {
            require(api.get(Server.JOURNEY, pages.get(spread(call, pages.size()))));
        }

        void read(int call) throws Failure, IOException, InterruptedException {
            require(api.get(Server.JOURNEY, path(spread(call, count))));
        }

        void publish(int call) throws Failure, IOException, InterruptedException {
            publishMap(spread(call, count));
        }

        private void publishMap(int map) throws Failure, IOException, InterruptedException {
            require(api.post(Server.JOURNEY, path(map) + "/publish", JsonNodeFactory.instance.objectNode()));
        }

        /** Over all of them, and not one after the other. */
        private static int spread(int call, int size) {
            return (int) (call * 7_919L % size);
        }

        private static String path(int map) {
            return "/v1/journeys/map-" + map;
        }

        private static JsonNode require(Api.Answer answer) throws Failure {
            if (!answer.isSuccess()) {
                throw new Failure(answer.status() + ": " + answer.body());
            }
            return answer.body();
        }
    }
}
