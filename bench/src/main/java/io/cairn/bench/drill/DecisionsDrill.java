package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Replica;
import io.cairn.bench.cairn.Server;
import io.cairn.bench.cairn.Stopwatch;
import io.cairn.bench.drill.Deciders.Answers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two replicas of personalization-service decide, on an offer that anybody may have and on one that each customer may have
 * once, while a store is killed or stands still, a replica is killed, or everything that decisions can do without is away.
 */
final class DecisionsDrill implements Drill {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** In which a decision comes to PostgreSQL while it is there, on a busy machine, and Redis is killed after that. */
    private static final Duration LOGGED_WITHIN = Duration.ofSeconds(3);

    private static final int SHORTEST_MILLIS = 2_000;
    private static final int LONGEST_MILLIS = 6_000;
    private static final List<String> FAULTS = List.of(
            "all but redis", "redis", "first", "redis-slow", "postgres", "second", "postgres-slow", "redis-failover");

    private final ObjectMapper json = new ObjectMapper();
    private @Nullable Replica second;
    private @Nullable Deciders deciders;

    @Override
    public String name() {
        return "decisions";
    }

    @Override
    public String purpose() {
        return "decisions go on without the rest, say so without Redis, are logged at last, and exceed no cap";
    }

    @Override
    public void prepare(Scene scene) throws Failure, IOException, InterruptedException {
        Replica other = Replica.start(scene.cairn(), Server.PERSONALIZATION);
        second = other;
        offer(scene, Deciders.FREE, "[]");
        offer(scene, Deciders.ONCE, "[{\"limit\":1}]");
        offer(scene, Deciders.SCARCE, "[{\"limit\":" + Deciders.TOTAL + ",\"scope\":\"total\"}]");
        deciders = new Deciders(
                List.of(scene.api(), other.api()),
                scene.ledger(),
                scene.cast().prefix(),
                scene.random().nextLong());
        awaitDecisions(scene);
        deciders().begin();
    }

    private void awaitDecisions(Scene scene) throws Failure, IOException, InterruptedException {
        for (Api replica : List.of(scene.api(), second().api())) {
            Await.within(PATIENCE, "decisions are taken by what was saved", () -> deciders()
                    .isReady(replica));
        }
    }

    private void offer(Scene scene, String key, String caps) throws Failure, IOException, InterruptedException {
        put(
                scene,
                "/v1/offers/" + key,
                "{\"name\":\"Drill\",\"caps\":" + caps
                        + ",\"representations\":[{\"channel\":\"web\",\"content\":{\"text\":\"Hello\"}}]}");
        put(scene, "/v1/placements/" + key, "{\"name\":\"Drill\",\"channel\":\"web\"}");
        put(
                scene,
                "/v1/rules/" + key,
                "{\"name\":\"Drill\",\"placements\":[\"" + key + "\"],\"offers\":[\"" + key + "\"]}");
    }

    private void put(Scene scene, String path, String body) throws Failure, IOException, InterruptedException {
        Api.Answer answer = scene.api().put(Server.PERSONALIZATION, path, json.readTree(body));
        if (!answer.isSuccess()) {
            throw new Failure("PUT " + path + " was answered " + answer.status() + " " + answer.body());
        }
    }

    @Override
    public void strike(Scene scene, int round) throws Failure, IOException, InterruptedException {
        awaitDecisions(scene);
        scene.pause();
        String fault = FAULTS.get((round - 1) % FAULTS.size());
        Deciders asking = deciders();
        Deciders.Counts before = asking.counts();
        Stopwatch since = new Stopwatch();
        switch (fault) {
            case "all but redis" ->
                still(scene, Answers.DECIDED, List.of(Server.JOURNEY, Server.EVENTS, Server.POSTGRES));
            case "redis-slow" -> still(scene, Answers.PASSING, List.of(Server.REDIS));
            case "postgres-slow" -> still(scene, Answers.DECIDED, List.of(Server.POSTGRES));
            case "redis" -> kill(scene, Answers.PASSING, Server.REDIS);
            case "postgres" -> kill(scene, Answers.DECIDED, Server.POSTGRES);
            case "redis-failover" -> failOver(scene);
            case "first" -> kill(scene, Answers.NONE, Server.PERSONALIZATION);
            default -> {
                asking.allow(Answers.NONE);
                second().kill();
                scene.pause();
                second().startAgain();
            }
        }
        // profiles are checked once more after Redis was away: for a moment a stranger may be one whose profile is to
        // come
        asking.allow(Answers.PASSING);
        scene.say("round " + round + ": " + fault + ", all runs again after " + since + "; "
                + asking.counts().since(before));
    }

    /** They are there, and do not answer. */
    private void still(Scene scene, Answers meanwhile, List<Server> servers)
            throws Failure, IOException, InterruptedException {
        deciders().allow(meanwhile);
        try {
            for (Server server : servers) {
                scene.cairn().suspend(server);
            }
            Thread.sleep(SHORTEST_MILLIS + scene.random().nextInt(LONGEST_MILLIS - SHORTEST_MILLIS));
        } finally {
            resume(scene, servers);
        }
        Recovery.await(scene);
    }

    private static void resume(Scene scene, List<Server> servers) throws IOException, InterruptedException {
        for (Server server : servers) {
            scene.cairn().resume(server);
        }
    }

    private void kill(Scene scene, Answers meanwhile, Server server) throws Failure, IOException, InterruptedException {
        deciders().allow(meanwhile);
        Recovery.await(scene, Map.of(server, scene.cairn().kill(server)));
    }

    /** What it had for the log and PostgreSQL did not have yet is lost, and may be handed out again: promise 8. */
    private void failOver(Scene scene) throws Failure, IOException, InterruptedException {
        deciders().allow(Answers.PASSING);
        long killed = scene.cairn().failRedisOver(scene::pause);
        deciders().forgive(LOGGED_WITHIN);
        Recovery.await(scene, Map.of(Server.REDIS, killed));
    }

    @Override
    public void check(Scene scene) throws Failure, IOException, InterruptedException {
        Deciders asking = deciders();
        asking.end();
        scene.say("in all " + asking.counts());
        asking.checkCaps();
        asking.checkLog(PATIENCE);
    }

    @Override
    public void finish(Scene scene) throws Failure, IOException, InterruptedException {
        Deciders asking = deciders;
        if (asking != null) {
            asking.end();
        }
        resume(scene, List.of(Server.values()));
        Replica started = second;
        if (started != null) {
            started.close();
        }
    }

    private Replica second() {
        return Objects.requireNonNull(second, "not prepared");
    }

    private Deciders deciders() {
        return Objects.requireNonNull(deciders, "not prepared");
    }
}
