package io.cairn.bench.drill;

import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Waits until a Cairn runs again by itself after a fault. */
final class Recovery {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Recovery() {}

    /** After some servers' processes were killed: others answer in their place, and events are acknowledged again. */
    static void await(Scene scene, Map<Server, Long> killed) throws Failure, IOException, InterruptedException {
        for (Map.Entry<Server, Long> each : killed.entrySet()) {
            Await.within(PATIENCE, each.getKey().processName() + " is started again", () -> scene.cairn()
                    .home()
                    .pid(each.getKey())
                    .filter(pid -> !each.getValue().equals(pid))
                    .isPresent());
        }
        await(scene);
        for (Server server : killed.keySet()) {
            scene.cairn().remember(server);
        }
    }

    /** Everything runs, and an event is acknowledged again. */
    static void await(Scene scene) throws Failure, IOException, InterruptedException {
        awaitReady(scene);
        awaitEvents(scene, scene.ledger().acknowledgedCount());
    }

    /** Both stores answer, and all services are ready. */
    static void awaitReady(Scene scene) throws Failure, IOException, InterruptedException {
        Await.within(PATIENCE, "postgres answers", () -> postgresAnswers(scene));
        Await.within(PATIENCE, "redis answers", () -> scene.cairn().home().isRedisThere());
        for (Server service : Server.values()) {
            if (service.isService()) {
                Await.within(PATIENCE, service.processName() + " is ready", () -> scene.api()
                        .isReady(service));
            }
        }
    }

    /** @param before how many were acknowledged at a moment past which one more must be */
    static void awaitEvents(Scene scene, int before) throws Failure, IOException, InterruptedException {
        Await.within(
                PATIENCE, "events are acknowledged again", () -> scene.ledger().acknowledgedCount() > before);
    }

    private static boolean postgresAnswers(Scene scene) throws IOException {
        try (Connection superuser = scene.cairn().home().postgres()) {
            return superuser.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
