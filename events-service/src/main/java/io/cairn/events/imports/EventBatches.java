package io.cairn.events.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.events.ingest.IngestService;
import io.cairn.events.ingest.Receipt;
import io.cairn.events.ingest.Rejected;
import io.cairn.events.ingest.Turns;
import io.cairn.kit.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends the events of rows in, a batch at a time, as one more caller among those that send events: each batch waits for its
 * turn behind theirs, so that an import takes what they leave.
 */
@ApplicationScoped
class EventBatches {
    /** Where PostgreSQL is away for longer, the sender is told to come again. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Then it asks again, at the end of the queue: with all who wait done in two seconds, next to never. */
    private static final Duration TURN_WAIT = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final IngestService ingest;
    private final Turns turns;
    private final ObjectMapper json;
    private volatile boolean stopped;

    EventBatches(IngestService ingest, Turns turns, ObjectMapper json) {
        this.ingest = ingest;
        this.turns = turns;
        this.json = json;
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    /**
     * Durable when this returns.
     *
     * @param waits told now and then while this waits, for its turn or for PostgreSQL
     * @throws ProblemException 503 if the log stays away
     * @throws InterruptedException if the service stops
     */
    Receipt send(List<ObjectNode> events, Runnable waits) throws InterruptedException {
        byte[] body = body(events);
        long begun = System.nanoTime();
        Duration pause = FIRST_PAUSE;
        while (true) {
            if (stopped) {
                throw new InterruptedException("the service stops");
            }
            takeTurn(waits);
            try {
                return ingest.batch(body, false);
            } catch (ProblemException e) {
                if (e.problem().status() != 503 || System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw e;
                }
            } finally {
                turns.done(Turns.Caller.KNOWN);
            }
            Thread.sleep(pause.toMillis());
            waits.run();
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** What of them would be rejected, if they were sent now. */
    List<Rejected> look(List<ObjectNode> events) {
        return ingest.look(body(events));
    }

    private void takeTurn(Runnable waits) throws InterruptedException {
        while (true) {
            CountDownLatch come = new CountDownLatch(1);
            Runnable turn = come::countDown;
            switch (turns.ask(Turns.Caller.KNOWN, turn)) {
                case BEGIN -> {
                    return;
                }
                case WAIT -> {
                    if (await(come, turn)) {
                        return;
                    }
                }
                case REFUSED -> Thread.sleep(FIRST_PAUSE.toMillis());
            }
            waits.run();
        }
    }

    private boolean await(CountDownLatch come, Runnable turn) throws InterruptedException {
        try {
            return come.await(TURN_WAIT.toMillis(), TimeUnit.MILLISECONDS) || !turns.giveUp(turn);
        } catch (InterruptedException e) {
            if (!turns.giveUp(turn)) {
                turns.done(Turns.Caller.KNOWN); // it came, and nobody is there to use it
            }
            throw e;
        }
    }

    private byte[] body(List<ObjectNode> events) {
        try {
            return json.writeValueAsBytes(Map.of("batch", events));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
