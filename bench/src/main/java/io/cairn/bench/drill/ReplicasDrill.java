package io.cairn.bench.drill;

import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Replica;
import io.cairn.bench.cairn.Server;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two replicas of events-service take the same stream in turn, joins of the same ids included; one is killed. Whoever took a
 * customer's first event, the next decision must see it.
 */
final class ReplicasDrill implements Drill {
    private static final Duration SURELY_DOWN = Duration.ofMillis(500);

    /** One request under way while the other replica was killed, on a busy machine. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private @Nullable Replica second;
    private @Nullable Newcomers newcomers;

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
        second = Replica.start(scene.cairn(), Server.EVENTS);
        newcomers = new Newcomers(scene, takers(scene));
        newcomers.prepare();
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
        if (first) {
            Map<Server, Long> killed = Map.of(Server.EVENTS, scene.cairn().kill(Server.EVENTS));
            goOn(scene, before);
            Recovery.await(scene, killed);
        } else {
            second().kill();
            goOn(scene, before);
            second().startAgain();
        }
        newcomers().come(); // to the one that was just started again, or to the other
        newcomers().come();
        scene.say(String.format(
                "round %d: the %s replica killed, back after %s; %d events acknowledged since; %d newcomers known so far",
                round,
                first ? "first" : "second",
                sinceKill,
                scene.ledger().acknowledgedCount() - before,
                newcomers().came()));
    }

    /** For a while in which the killed one is surely down: none starts within half a second. */
    private void goOn(Scene scene, int before) throws Failure, IOException, InterruptedException {
        Stopwatch down = new Stopwatch();
        while (down.elapsed().compareTo(SURELY_DOWN) < 0) {
            newcomers().come();
        }
        if (scene.ledger().acknowledgedCount() == before || down.elapsed().compareTo(AT_ONCE) > 0) {
            scene.ledger().fault("the other replica did not go on at once, but after " + down);
        }
    }

    @Override
    public void finish(Scene scene) {
        Replica started = second;
        if (started != null) {
            started.close();
        }
    }

    private Replica second() {
        return Objects.requireNonNull(second, "not prepared");
    }

    private Newcomers newcomers() {
        return Objects.requireNonNull(newcomers, "not prepared");
    }
}
