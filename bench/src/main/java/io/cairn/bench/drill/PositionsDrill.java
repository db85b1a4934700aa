package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.RedisConnection;
import io.cairn.bench.cairn.Replica;
import io.cairn.bench.cairn.Server;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Two replicas of personalization-service record where everybody stands, while one is killed, a store is killed, Redis is
 * emptied, and maps are published in the middle.
 */
final class PositionsDrill implements Drill {
    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final int SHORTEST_MILLIS = 1_000;
    private static final int LONGEST_MILLIS = 4_000;
    private static final List<String> FAULTS = List.of(
            "publish",
            "first",
            "redis",
            "flush",
            "flush-killed",
            "second",
            "postgres",
            "redis-slow",
            "postgres-slow",
            "journey-service",
            "events-service",
            "redis-failover");

    private @Nullable Replica second;
    private @Nullable Editions editions;
    private @Nullable RecordedPositions positions;
    private @Nullable TransitionFollower follower;
    private long strangers;

    @Override
    public String name() {
        return "positions";
    }

    @Override
    public String purpose() {
        return "everybody's stage is recorded, each move once and counted, whoever dies and whatever is published";
    }

    @Override
    public void prepare(Scene scene) throws Failure, IOException, InterruptedException {
        Replica other = Replica.start(scene.cairn(), Server.PERSONALIZATION);
        second = other;
        Editions maps = new Editions(scene.api(), "drill-" + Long.toString(System.nanoTime(), Character.MAX_RADIX));
        editions = maps;
        RecordedPositions recorded = new RecordedPositions(scene.api(), maps);
        positions = recorded;
        follower = TransitionFollower.start(List.of(scene.api(), other.api()));
        maps.publishTheOther();
        Await.within(SETTLED, "the map is live", () -> scene.api()
                .get(Server.PERSONALIZATION, "/v1/population/" + maps.journey())
                .isSuccess());
        Await.within(SETTLED, "everybody is looked at", recorded::isSettled);
        strangers = recorded.population();
    }

    @Override
    public void strike(Scene scene, int round) throws Failure, IOException, InterruptedException {
        scene.pause();
        String fault = FAULTS.get((round - 1 + (round - 1) / FAULTS.size()) % FAULTS.size());
        boolean publish = fault.equals("publish") || scene.random().nextBoolean();
        Stopwatch since = new Stopwatch();
        if (publish) {
            editions().publishTheOther();
            Thread.sleep(scene.random().nextInt(300));
        }
        switch (fault) {
            case "first" -> kill(scene, Server.PERSONALIZATION);
            case "second" -> {
                second().kill();
                scene.pause();
                second().startAgain();
            }
            case "redis" -> kill(scene, Server.REDIS);
            case "postgres" -> kill(scene, Server.POSTGRES);
            case "journey-service" -> kill(scene, Server.JOURNEY);
            case "events-service" -> kill(scene, Server.EVENTS);
            case "redis-slow" -> still(scene, Server.REDIS);
            case "postgres-slow" -> still(scene, Server.POSTGRES);
            case "redis-failover" ->
                Recovery.await(scene, Map.of(Server.REDIS, scene.cairn().failRedisOver(scene::pause)));
            case "flush" -> flush(scene);
            case "flush-killed" -> { // while it puts the profiles back
                flush(scene);
                Thread.sleep(scene.random().nextInt(200));
                kill(scene, Server.EVENTS);
            }
            default -> {}
        }
        List<String> differing = positions().differing(ids(scene));
        differing.forEach(scene.ledger()::fault);
        scene.say(String.format(
                "round %d: %s%s; all positions right after %s, %d customers",
                round,
                fault,
                publish && !fault.equals("publish") ? " and publish" : "",
                since,
                ids(scene).size()));
    }

    private static void flush(Scene scene) throws Failure, IOException {
        try (RedisConnection redis = scene.cairn().home().redis()) {
            redis.call("FLUSHALL");
        }
    }

    private static void kill(Scene scene, Server server) throws Failure, IOException, InterruptedException {
        Recovery.await(scene, Map.of(server, scene.cairn().kill(server)));
    }

    /** It is there, and does not answer. */
    private static void still(Scene scene, Server store) throws Failure, IOException, InterruptedException {
        scene.cairn().suspend(store);
        try {
            Thread.sleep(SHORTEST_MILLIS + scene.random().nextInt(LONGEST_MILLIS - SHORTEST_MILLIS));
        } finally {
            scene.cairn().resume(store);
        }
        Recovery.await(scene);
    }

    @Override
    public void check(Scene scene) throws Failure, IOException, InterruptedException {
        Ledger ledger = scene.ledger();
        Await.within(SETTLED, "everybody is looked at", positions()::isSettled);
        positions().differing(ids(scene)).forEach(ledger::fault);
        Map<String, Set<String>> listed = positions().byCustomer();
        Set<String> customers = customers(scene);
        long population = positions().population();
        if (population != strangers + customers.size() || population != listed.size()) {
            ledger.fault("the population is " + population + ", there are " + customers.size() + " customers besides "
                    + strangers + " others, and " + listed.size() + " are listed");
        }
        List<JsonNode> followed = Objects.requireNonNull(follower).end();
        List<JsonNode> again = Objects.requireNonNull(follower).again();
        if (!followed.equals(again)) {
            ledger.fault("who followed the feed saw " + followed.size() + " transitions, and there are " + again.size()
                    + ", or others");
        }
        List<JsonNode> ours = again.stream()
                .filter(item -> item.path("journey").asText().equals(editions().journey()))
                .toList();
        Chains.faults(ours, listed).forEach(ledger::fault);
        Map<String, Long> causes = ours.stream()
                .collect(Collectors.groupingBy(item -> item.path("cause").asText(), Collectors.counting()));
        scene.say(customers.size() + " customers, " + ours.size() + " transitions, each once: " + causes);
    }

    @Override
    public void finish(Scene scene) {
        Replica started = second;
        if (started != null) {
            started.close();
        }
    }

    /** Every id that an event names. */
    private static Set<String> ids(Scene scene) {
        Set<String> ids = new TreeSet<>();
        scene.ledger().sent().values().forEach(sent -> {
            ids.add(String.valueOf(sent.event().userId()));
            ids.add(String.valueOf(sent.event().anonymousId()));
        });
        ids.remove("null");
        return ids;
    }

    /** Those of them who are somebody, each once. */
    private static Set<String> customers(Scene scene) throws Failure, IOException, InterruptedException {
        LogReader log = new LogReader(scene.api());
        Set<String> customers = new TreeSet<>();
        for (String id : ids(scene)) {
            JsonNode profile = log.profile(id);
            if (profile.hasNonNull("customerId")) {
                customers.add(profile.path("customerId").asText());
            }
        }
        return customers;
    }

    private Replica second() {
        return Objects.requireNonNull(second, "not prepared");
    }

    private Editions editions() {
        return Objects.requireNonNull(editions, "not prepared");
    }

    private RecordedPositions positions() {
        return Objects.requireNonNull(positions, "not prepared");
    }
}
