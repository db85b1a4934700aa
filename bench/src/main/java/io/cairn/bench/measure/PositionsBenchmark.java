package io.cairn.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A publish with many customers: how many are looked at again in a second while events are taken and decisions are asked for,
 * and what that costs the decisions.
 */
final class PositionsBenchmark implements Benchmark {
    private static final int CUSTOMERS = Integer.getInteger("cairn.bench.customers", 1_000_000);
    private static final int BATCH = 500;
    private static final int CALLERS = 2;
    private static final int DECISIONS = 2_000;
    private static final int MOVES = 200;
    /** In ns. */
    private static final double RECORDED_WITHIN = 1e9;

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String MAP =
            """
            {"name":"Bench","stages":[
             {"key":"known","name":"Known"},
             {"key":"viewer","name":"Viewer","entryCriteria":"count('product_view', '30d') >= %d"},
             {"key":"buyer","name":"Buyer","entryCriteria":"since('purchase') < days(60)"},
             {"key":"loyal","name":"Loyal","entryCriteria":"count('purchase') >= 2"},
             {"key":"lapsed","name":"Lapsed","entryCriteria":"since('*') > days(90)"}]}""";

    @Override
    public String name() {
        return "positions";
    }

    @Override
    public String purpose() {
        return "the decisions' 99th percentile while everybody is looked at again after a publish, to that at rest";
    }

    @Override
    public List<Ratio> measure(Bench bench) throws Failure, IOException, InterruptedException {
        Api api = new Api(bench.cairn().ports());
        prepare(api);
        Stopwatch filled = new Stopwatch();
        new ClosedLoop(CALLERS).run((CUSTOMERS + BATCH - 1) / BATCH, number -> fill(api, number * BATCH));
        bench.say(CUSTOMERS + " customers are known after " + filled);
        Stopwatch caughtUp = new Stopwatch();
        Await.within(PATIENCE, "everybody has a position", () -> population(api) == CUSTOMERS);
        bench.say("all of them have a position " + caughtUp + " later");

        AtomicBoolean over = new AtomicBoolean();
        Thread events = new Thread(() -> ingest(api, over), "events");
        events.start();
        try {
            decide(api, DECISIONS); // warms up
            LatencyHistogram atRest = decide(api, DECISIONS).latencies();
            bench.say("at rest: " + atRest);
            LatencyHistogram moves = new LatencyHistogram();
            for (int move = 0; move < MOVES; move++) {
                move(api, move * 300 + 1, moves);
            }
            bench.say("from sending an event to its transition: " + moves);
            publish(api, 2);
            Stopwatch pass = new Stopwatch();
            LatencyHistogram meanwhile = new LatencyHistogram();
            do {
                decide(api, DECISIONS / 20, meanwhile);
            } while (!isLookedAt(api, 2));
            Duration took = pass.elapsed();
            bench.say("meanwhile: " + meanwhile);
            Ratio decisions = new Ratio(
                    name(),
                    meanwhile.percentile(99) / atRest.percentile(99),
                    Ratio.Target.atMost(2.0),
                    String.format(
                            Locale.ROOT,
                            "p99 meanwhile=%s at-rest=%s; %d customers looked at again in %s, %.0f/s",
                            LatencyHistogram.millis(meanwhile.percentile(99)),
                            LatencyHistogram.millis(atRest.percentile(99)),
                            CUSTOMERS,
                            Stopwatch.seconds(took),
                            CUSTOMERS / (took.toMillis() / 1e3)));
            Ratio recorded = new Ratio(
                    "positions-event",
                    moves.percentile(99) / RECORDED_WITHIN,
                    Ratio.Target.atMost(1.0),
                    "from sending an event to its transition: p99=" + LatencyHistogram.millis(moves.percentile(99))
                            + " promised=" + LatencyHistogram.millis(RECORDED_WITHIN));
            return List.of(decisions, recorded);
        } finally {
            over.set(true);
            events.join();
        }
    }

    private static void prepare(Api api) throws Failure, IOException, InterruptedException {
        ok(
                api.put(
                        Server.PERSONALIZATION,
                        "/v1/offers/bench",
                        JSON.readTree(
                                """
                        {"name":"Bench","eligibility":"seen('*')",
                         "representations":[{"channel":"web","content":{"text":"Hello"}}]}""")));
        ok(api.put(
                Server.PERSONALIZATION,
                "/v1/placements/bench",
                JSON.readTree("{\"name\":\"Bench\",\"channel\":\"web\",\"mode\":\"inbound\"}")));
        ok(api.put(
                Server.PERSONALIZATION,
                "/v1/rules/bench",
                JSON.readTree("{\"name\":\"Bench\",\"placements\":[\"bench\"],\"offers\":[\"bench\"]}")));
        publish(api, 3);
        Await.within(PATIENCE, "the map is live", () -> api.get(Server.PERSONALIZATION, "/v1/population/bench")
                .isSuccess());
    }

    private static void publish(Api api, int views) throws Failure, IOException, InterruptedException {
        ok(api.put(Server.JOURNEY, "/v1/journeys/bench", JSON.readTree(MAP.formatted(views))));
        ok(api.post(Server.JOURNEY, "/v1/journeys/bench/publish", JSON.createObjectNode()));
    }

    /** Lets a customer who never bought buy, and waits for her transition. */
    private static void move(Api api, int customer, LatencyHistogram took)
            throws Failure, IOException, InterruptedException {
        String id = id(customer);
        long began = System.nanoTime();
        ok(api.post(
                Server.EVENTS,
                "/v1/track",
                JSON.createObjectNode()
                        .put("messageId", "move-" + customer)
                        .put("userId", id)
                        .put("event", "purchase")));
        String last = "/v1/customers/" + id + "/transitions?limit=1";
        Await.within(PATIENCE, id + " moves", () -> ok(api.get(Server.PERSONALIZATION, last))
                .path("items")
                .path(0)
                .path("to")
                .asText()
                .equals("buyer"));
        took.record(System.nanoTime() - began);
    }

    /** An event for each of some customers. */
    private static void fill(Api api, int from) throws Failure, IOException, InterruptedException {
        ArrayNode batch = JSON.createArrayNode();
        Instant now = Instant.now().minusSeconds(60);
        for (int i = from; i < Math.min(CUSTOMERS, from + BATCH); i++) {
            batch.addObject()
                    .put("type", "track")
                    .put("messageId", "fill-" + i)
                    .put("userId", id(i))
                    .put("event", i % 3 == 0 ? "purchase" : "product_view")
                    .put("timestamp", now.minusSeconds(86_400L * (i % 100)).toString());
        }
        // what is too busy is to be sent again
        Await.within(PATIENCE, "events are taken", () -> {
            Api.Answer answer = api.post(
                    Server.EVENTS, "/v1/import", JSON.createObjectNode().set("batch", batch));
            if (!answer.isSuccess() && !answer.isForLater()) {
                throw new Failure(answer.status() + ": " + answer.body());
            }
            return answer.isSuccess();
        });
    }

    /** Some events, all the time. */
    private static void ingest(Api api, AtomicBoolean over) {
        Random random = new Random(1);
        try {
            for (int number = 0; !over.get(); number++) {
                api.post(
                        Server.EVENTS,
                        "/v1/track",
                        JSON.createObjectNode()
                                .put("messageId", "beside-" + number)
                                .put("userId", id(random.nextInt(CUSTOMERS)))
                                .put("event", "product_view"));
                Thread.sleep(20);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ClosedLoop.Calls decide(Api api, int calls) throws Failure, IOException, InterruptedException {
        return new ClosedLoop(1).run(calls, number -> decision(api, number));
    }

    private static void decide(Api api, int calls, LatencyHistogram into)
            throws Failure, IOException, InterruptedException {
        for (int number = 0; number < calls; number++) {
            long began = System.nanoTime();
            decision(api, number);
            into.record(System.nanoTime() - began);
        }
    }

    private static void decision(Api api, int number) throws Failure, IOException, InterruptedException {
        String who = id((int) (number * 7_919L % CUSTOMERS));
        ok(api.post(
                Server.PERSONALIZATION,
                "/v1/decisions",
                JSON.readTree("{\"customerId\":\"" + who + "\",\"placements\":[\"bench\"]}")));
    }

    private static long population(Api api) throws Failure, IOException, InterruptedException {
        long sum = 0;
        for (JsonNode stage :
                ok(api.get(Server.PERSONALIZATION, "/v1/population/bench")).path("stages")) {
            sum += stage.path("customers").asLong();
        }
        return sum;
    }

    private static boolean isLookedAt(Api api, int version) throws Failure, IOException, InterruptedException {
        JsonNode population = ok(api.get(Server.PERSONALIZATION, "/v1/population/bench"));
        return population.path("version").asInt() == version
                && population.path("progress").isMissingNode();
    }

    private static String id(int number) {
        return "bench-" + number;
    }

    private static JsonNode ok(Api.Answer answer) throws Failure {
        if (!answer.isSuccess()) {
            throw new Failure("answered " + answer);
        }
        return answer.body();
    }
}
