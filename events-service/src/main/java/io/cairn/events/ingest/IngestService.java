package io.cairn.events.ingest;

import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.log.Retained;
import io.cairn.events.plan.SeenEvents;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.event.EventType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Takes events: what this returns for is in the log for good, and in the profiles or soon to be. */
@ApplicationScoped
public class IngestService {
    private static final int MAX_SINGLE_BYTES = 16 * EventSize.MAX_BYTES;

    private final Clock clock;
    private final Retained retained;
    private final BatchReader reader;
    private final CloudEventBodies cloudEvents;
    private final GroupCommit log;
    private final SeenEvents seen;
    private final Counter accepted;
    private final Counter duplicates;
    private final Counter rejected;
    private final Counter uncounted;

    IngestService(
            Clock clock,
            Retained retained,
            BatchReader reader,
            CloudEventBodies cloudEvents,
            GroupCommit log,
            SeenEvents seen,
            MeterRegistry metrics) {
        this.clock = clock;
        this.retained = retained;
        this.reader = reader;
        this.cloudEvents = cloudEvents;
        this.log = log;
        this.seen = seen;
        this.accepted = metrics.counter("cairn.events.accepted");
        this.duplicates = metrics.counter("cairn.events.duplicates");
        this.rejected = metrics.counter("cairn.events.rejected");
        this.uncounted = metrics.counter("cairn.joins.not.counted");
    }

    /**
     * @param admin whether the caller's key is of role admin
     * @throws ProblemException 400 if the body is no batch, 503 if nothing was taken and sending again may help
     */
    public Receipt batch(byte[] body, boolean admin) {
        return take(reader.batch(body, receiving(admin)));
    }

    /** What of a batch would be rejected; nothing is taken, and nothing counted. @throws ProblemException as for a batch */
    public List<Rejected> look(byte[] body) {
        return reader.look(body, receiving(false)).rejected();
    }

    /**
     * What is one event is read on an event loop, which a body as large as a batch would hold up for all others. An event that is
     * written in ASCII or with spaces takes several times its size: sixteen times as much is read, and no more.
     *
     * @throws ProblemException 413 if a body is larger than that
     */
    public static void requireSingle(byte[] body) {
        if (body.length > MAX_SINGLE_BYTES) {
            throw ProblemException.tooLarge(MAX_SINGLE_BYTES);
        }
    }

    /**
     * Takes one without keeping the caller's thread waiting.
     *
     * @throws ProblemException 400 naming the field, 413 as {@link #requireSingle}; the stage fails with 503 as a batch does
     */
    public CompletionStage<Receipt> single(byte[] body, EventType type, boolean admin) {
        return taking(new Submission(List.of(reader.single(body, type, receiving(admin))), List.of()));
    }

    /** A batch of CloudEvents. @throws ProblemException as for a batch */
    public Receipt cloudEventBatch(byte[] body, boolean admin) {
        return take(cloudEvents.batched(body, receiving(admin)));
    }

    /** A CloudEvent in structured mode. @throws ProblemException as for a single event */
    public Receipt structuredCloudEvent(byte[] body, boolean admin) {
        return take(new Submission(List.of(cloudEvents.structured(body, receiving(admin))), List.of()));
    }

    /**
     * A CloudEvent in binary mode. @throws ProblemException as for a single event
     *
     * @param attributes by their names, which are the headers' without {@code ce-}
     */
    public Receipt binaryCloudEvent(Map<String, String> attributes, byte[] body, boolean admin) {
        return take(new Submission(List.of(cloudEvents.binary(attributes, body, receiving(admin))), List.of()));
    }

    private Receiving receiving(boolean admin) {
        return new Receiving(clock.instant().truncatedTo(ChronoUnit.MILLIS), admin, retained.since());
    }

    private CompletionStage<Receipt> taking(Submission submission) {
        Map<String, ReceivedEvent> distinct = new LinkedHashMap<>();
        submission.events().forEach(event -> distinct.putIfAbsent(event.messageId(), event));
        List<ReceivedEvent> events = List.copyOf(distinct.values());
        CompletionStage<Logged> logging =
                events.isEmpty() ? CompletableFuture.completedStage(Logged.NOTHING) : log.append(events);
        return logging.thenApply(logged -> {
            seen.logged(logged.added());
            return receipt(submission, distinct, logged);
        });
    }

    private Receipt receipt(Submission submission, Map<String, ReceivedEvent> distinct, Logged logged) {
        int added = logged.added().size();
        int again = submission.events().size() - added;
        List<UncountedJoin> joins = uncounted(distinct, logged.uncounted());
        accepted.increment(added);
        duplicates.increment(again);
        rejected.increment(submission.rejected().size());
        uncounted.increment(joins.size());
        return new Receipt(true, added, again, submission.rejected(), joins);
    }

    private static List<UncountedJoin> uncounted(Map<String, ReceivedEvent> events, Set<String> messageIds) {
        return messageIds.isEmpty()
                ? List.of()
                : events.values().stream()
                        .filter(event -> messageIds.contains(event.messageId()))
                        .flatMap(event -> event.join().stream())
                        .map(UncountedJoin::of)
                        .toList();
    }

    private Receipt take(Submission submission) {
        try {
            return taking(submission).toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new IllegalStateException("the event log failed", e.getCause());
        }
    }
}
