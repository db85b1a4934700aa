package io.cairn.bench.drill;

import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Customers of one event, just acknowledged by some replica, whom the next decision must know: promise 4. */
final class Newcomers {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Scene scene;
    private final List<Api> takers;
    private final Cast cast;
    private final EventSource source;
    private final Sender sender;
    private int turn;
    private int came;

    /** @param takers replicas of events-service; each request goes to the next of them */
    Newcomers(Scene scene, List<Api> takers) {
        this.scene = scene;
        this.takers = List.copyOf(takers);
        this.cast = new Cast(scene.cast().prefix() + "-new");
        this.source = new EventSource(
                cast,
                new AtomicInteger(),
                Instant.now().minusSeconds(60),
                new Random(scene.random().nextLong()));
        this.sender = new Sender(scene.ledger());
    }

    /** What the decisions need. */
    void prepare() throws Failure, IOException, InterruptedException {
        KnownCustomer first = new KnownCustomer(scene.api(), welcome());
        first.prepare();
        first.awaitRecognized();
    }

    /** One more, for whom a decision is made at once; throws if it takes her for a stranger. */
    void come() throws Failure, IOException, InterruptedException {
        new KnownCustomer(scene.api(), welcome()).ask();
    }

    /** How many came so far. */
    int came() {
        return came;
    }

    /** Her id, once her event is acknowledged. */
    private String welcome() throws Failure, IOException, InterruptedException {
        String id = cast.user(came++);
        List<SentEvent> event = List.of(source.visit(id));
        Await.within(PATIENCE, "an event is acknowledged", () -> sender.send(takers.get(turn++ % takers.size()), event)
                .filter(Api.Answer::isSuccess)
                .isPresent());
        return id;
    }
}
