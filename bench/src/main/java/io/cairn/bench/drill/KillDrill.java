package io.cairn.bench.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** SIGKILL for each of the five processes in turn, in an order and at moments of the seed. */
final class KillDrill implements Drill {
    private static final int MAX_WAIT_MILLIS = 3_000;
    private static final Duration RESTART = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String purpose() {
        return "kill -9 of any process at any moment loses no acknowledged event, and doubles none";
    }

    @Override
    public void strike(Scene scene, int round) throws Failure, IOException, InterruptedException {
        List<Server> order = new ArrayList<>(Arrays.asList(Server.values()));
        Collections.shuffle(order, scene.random());
        for (Server server : order) {
            Thread.sleep(scene.random().nextInt(MAX_WAIT_MILLIS));
            int acknowledgedBefore = scene.ledger().acknowledgedCount();
            long killedAt = System.nanoTime();
            long killed = scene.cairn().kill(server);
            awaitBack(scene, server, killed);
            scene.say(String.format(
                    Locale.ROOT,
                    "round %d: %s (process %d) killed, back after %.1f s as process %d; %d events acknowledged since",
                    round,
                    server.processName(),
                    killed,
                    (System.nanoTime() - killedAt) / 1e9,
                    scene.cairn().remember(server).pid(),
                    scene.ledger().acknowledgedCount() - acknowledgedBefore));
        }
    }

    /** Back is: another process answers, all services are ready, and an event is acknowledged again. */
    private static void awaitBack(Scene scene, Server server, long killed)
            throws Failure, IOException, InterruptedException {
        Await.within(
                RESTART,
                server.processName() + " is started again",
                () -> scene.cairn().pid(server).filter(pid -> pid != killed).isPresent());
        if (server == Server.REDIS) {
            Await.within(RESTART, "redis answers", () -> redisAnswers(scene));
        }
        for (Server service : Server.values()) {
            if (service.isService()) {
                Await.within(RESTART, service.processName() + " is ready", () -> scene.api()
                        .isReady(service));
            }
        }
        int acknowledged = scene.ledger().acknowledgedCount();
        Await.within(
                RESTART, "events are acknowledged again", () -> scene.ledger().acknowledgedCount() > acknowledged);
    }

    private static boolean redisAnswers(Scene scene) {
        try (RedisConnection redis = scene.cairn().redis()) {
            return redis.call("PING").equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }
}
