package io.cairn.bench.drill;

import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SIGKILL for journey-service, Redis, or both, at moments of the seed, while maps are published. */
final class PublishDrill implements Drill {
    /** Promise 10. */
    private static final Duration PROMISED = Duration.ofSeconds(1);

    private static final List<List<Server>> VICTIMS =
            List.of(List.of(Server.JOURNEY), List.of(Server.REDIS), List.of(Server.JOURNEY, Server.REDIS));
    private static final List<String> JOURNEYS = List.of("published-a", "published-b");

    private @Nullable Publishers publishers;

    @Override
    public String name() {
        return "publish";
    }

    @Override
    public String purpose() {
        return "kill -9 of journey-service and Redis while maps are published: the last version is live, and none is"
                + " lost";
    }

    @Override
    public void strike(Scene scene, int round) throws Failure, IOException, InterruptedException {
        Publishers writing = publishers(scene);
        List<Server> victims = VICTIMS.get(scene.random().nextInt(VICTIMS.size()));
        writing.begin();
        Stopwatch sinceKill;
        try {
            scene.pause();
            sinceKill = new Stopwatch();
            Map<Server, Long> killed = new EnumMap<>(Server.class);
            for (Server victim : victims) {
                killed.put(victim, scene.cairn().kill(victim));
            }
            Recovery.await(scene, killed);
        } finally {
            writing.stop();
        }
        String back = sinceKill.toString();
        check(
                scene,
                writing,
                String.format(
                        "round %d: %s killed, back after %s; ",
                        round, victims.stream().map(Server::processName).collect(Collectors.joining(" and ")), back));
    }

    private static void check(Scene scene, Publishers writing, String what)
            throws Failure, IOException, InterruptedException {
        if (!writing.faults().isEmpty()) {
            throw new Failure("answers that no fault explains: " + writing.faults());
        }
        Stopwatch untilLive = new Stopwatch();
        Map<String, Publishers.Published> acknowledged = writing.acknowledged();
        Map<String, Integer> last = new TreeMap<>();
        for (String journey : JOURNEYS) {
            PublishedCheck check = new PublishedCheck(scene, journey);
            int version = check.lastVersion(acknowledged);
            Await.within(PROMISED, journey + " is live in version " + version, () -> check.isLive(version));
            last.put(journey, version);
        }
        scene.say(
                what + acknowledged.size() + " publications acknowledged so far, live " + last + " after " + untilLive);
    }

    private Publishers publishers(Scene scene) {
        Publishers known = publishers;
        if (known == null) {
            known = new Publishers(scene.api(), JOURNEYS);
            publishers = known;
        }
        return known;
    }
}
