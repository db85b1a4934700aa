package io.cairn.bench.drill;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two replicas of events-service take the same stream in turn, joins of the same ids included; one is killed. */
final class ReplicasDrill implements Drill {
    private @Nullable Replica second;

    @Override
    public String name() {
        return "replicas";
    }

    @Override
    public String purpose() {
        return "two replicas of events-service under the same stream agree, and one goes on when the other is killed";
    }

    @Override
    public void prepare(Scene scene) throws Failure, IOException, InterruptedException {
        second = Replica.start(scene.cairn());
    }

    @Override
    public List<Api> takers(Scene scene) {
        return List.of(scene.api(), second().api());
    }

    @Override
    public void strike(Scene scene, int round) throws Failure, IOException, InterruptedException {
        scene.pause();
        boolean first = round % 2 == 1;
        int before = scene.ledger().acknowledgedCount();
        Stopwatch sinceKill = new Stopwatch();
        int survived;
        if (first) {
            Map<Server, Long> killed = Map.of(Server.EVENTS, scene.cairn().kill(Server.EVENTS));
            survived = survived(scene, before);
            Recovery.await(scene, killed);
        } else {
            second().kill();
            survived = survived(scene, before);
            second().startAgain();
        }
        scene.say(String.format(
                "round %d: the %s replica killed, back after %s; %d events acknowledged since, %d of them at once",
                round, first ? "first" : "second", sinceKill, scene.ledger().acknowledgedCount() - before, survived));
    }

    /** While one is surely down: none starts within half a second. */
    private static int survived(Scene scene, int before) throws InterruptedException {
        Thread.sleep(500);
        int survived = scene.ledger().acknowledgedCount() - before;
        if (survived == 0) {
            scene.ledger().fault("the other replica acknowledged nothing for half a second");
        }
        return survived;
    }

    @Override
    public void finish(Scene scene) {
        Replica started = second;
        if (started != null) {
            started.close();
        }
    }

    private Replica second() {
        Replica started = second;
        if (started == null) {
            throw new IllegalStateException("the second replica was not started");
        }
        return started;
    }
}
