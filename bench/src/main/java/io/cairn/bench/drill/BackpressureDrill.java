package io.cairn.bench.drill;

import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Far more requests at once than events-service can take. */
final class BackpressureDrill implements Drill {
    private static final int SHORTEST_MILLIS = 2_000;
    private static final int LONGEST_MILLIS = 4_000;
    /** Some milliseconds, and what 400 senders on the same processors add. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** Sooner than clients give up, who would send the same again all the same. */
    private static final Duration IN_TIME = Duration.ofSeconds(10);

    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Duration NORMAL = Duration.ofMillis(500);

    /** What the launcher's limits of heap, classes, code and buffers let it have, and its threads' stacks. */
    private static final long MOST_MEBIBYTES = 640;

    private @Nullable EventSource source;

    @Override
    public String name() {
        return "backpressure";
    }

    @Override
    public String purpose() {
        return "past what it can take events-service refuses at once, in bounded memory, and recovers by itself";
    }

    @Override
    public void prepare(Scene scene) {
        source = new EventSource(
                new Cast(scene.cast().prefix() + "-flood"),
                new AtomicInteger(),
                Instant.now().minusSeconds(60),
                new Random(scene.random().nextLong()));
    }

    @Override
    public void strike(Scene scene, int round) throws Failure, IOException, InterruptedException {
        scene.pause();
        long pid = scene.cairn().remember(Server.EVENTS).pid();
        Flood flood = new Flood(scene.api(), scene.ledger(), source());
        long peak;
        try (ResidentMemory memory = new ResidentMemory(pid)) {
            flood.rage(Duration.ofMillis(SHORTEST_MILLIS + scene.random().nextInt(LONGEST_MILLIS - SHORTEST_MILLIS)));
            peak = memory.peakMebibytes();
        }
        Stopwatch since = new Stopwatch();
        List<SentEvent> oneMore = source().next(1);
        Await.within(RECOVERY, "an answer takes no longer than before the flood", () -> answersWell(scene, oneMore));
        String recovered = since.toString();
        flood.ebb();
        scene.say(String.format(
                "round %d: requests taken %s, 429 %s, 503 %s; at most %d MiB; as before %s after it",
                round, flood.taken(), flood.refused(), flood.waitedInVain(), peak, recovered));
        judge(flood, scene.ledger());
        if (peak > MOST_MEBIBYTES) {
            scene.ledger().fault("events-service had " + peak + " MiB, more than " + MOST_MEBIBYTES);
        }
        if (scene.cairn().remember(Server.EVENTS).pid() != pid) {
            scene.ledger().fault("events-service was started again");
        }
    }

    private static void judge(Flood flood, Ledger ledger) {
        if (flood.refused().count() == 0) {
            ledger.fault("no 429: all of the flood waited");
        }
        if (flood.refused().p99().compareTo(AT_ONCE) > 0) {
            ledger.fault("a 429 took longer than " + AT_ONCE.toMillis() + " ms");
        }
        if (flood.waitedInVain().p99().compareTo(IN_TIME) > 0
                || flood.taken().p99().compareTo(IN_TIME) > 0) {
            ledger.fault("an answer took longer than " + IN_TIME.toSeconds() + " s");
        }
    }

    /** Whether an event is acknowledged in good time. */
    private static boolean answersWell(Scene scene, List<SentEvent> event) throws InterruptedException {
        Stopwatch took = new Stopwatch();
        return new Sender(scene.ledger())
                        .send(scene.api(), event)
                        .filter(Api.Answer::isSuccess)
                        .isPresent()
                && took.elapsed().compareTo(NORMAL) <= 0;
    }

    private EventSource source() {
        return Objects.requireNonNull(source, "not prepared");
    }
}
