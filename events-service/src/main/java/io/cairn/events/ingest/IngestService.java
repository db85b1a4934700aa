package io.cairn.events.ingest;

import io.cairn.events.log.Appended;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.log.persistence.EventLog;
import io.cairn.events.profile.Profiles;
import io.cairn.kit.db.DatabaseFaults;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.event.EventType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Takes events: what this returns for is in the log for good, and in the profiles or soon to be. */
@ApplicationScoped
public class IngestService {
    private static final Logger LOG = Logger.getLogger(IngestService.class);

    private final Clock clock;
    private final BatchReader reader;
    private final CloudEventBodies cloudEvents;
    private final EventLog log;
    private final Profiles profiles;
    private final Counter accepted;
    private final Counter duplicates;
    private final Counter rejected;

    IngestService(
            Clock clock,
            BatchReader reader,
            CloudEventBodies cloudEvents,
            EventLog log,
            Profiles profiles,
            MeterRegistry metrics) {
        this.clock = clock;
        this.reader = reader;
        this.cloudEvents = cloudEvents;
        this.log = log;
        this.profiles = profiles;
        this.accepted = metrics.counter("cairn.events.accepted");
        this.duplicates = metrics.counter("cairn.events.duplicates");
        this.rejected = metrics.counter("cairn.events.rejected");
    }

    /** @throws ProblemException 400 if the body is no batch, 503 if nothing was taken and sending again may help */
    public Receipt batch(byte[] body) {
        return take(reader.batch(body, now()));
    }

    /** @throws ProblemException 400 naming the field, 503 as for a batch */
    public Receipt single(byte[] body, EventType type) {
        return take(new Submission(List.of(reader.single(body, type, now())), List.of()));
    }

    /** A batch of CloudEvents. @throws ProblemException as for a batch */
    public Receipt cloudEventBatch(byte[] body) {
        return take(cloudEvents.batched(body, now()));
    }

    /** A CloudEvent in structured mode. @throws ProblemException as for a single event */
    public Receipt structuredCloudEvent(byte[] body) {
        return take(new Submission(List.of(cloudEvents.structured(body, now())), List.of()));
    }

    /**
     * A CloudEvent in binary mode. @throws ProblemException as for a single event
     *
     * @param attributes by their names, which are the headers' without {@code ce-}
     */
    public Receipt binaryCloudEvent(Map<String, String> attributes, byte[] body) {
        return take(new Submission(List.of(cloudEvents.binary(attributes, body, now())), List.of()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Receipt take(Submission submission) {
        Map<String, ReceivedEvent> distinct = new LinkedHashMap<>();
        submission.events().forEach(event -> distinct.putIfAbsent(event.messageId(), event));
        int logged = distinct.isEmpty() ? 0 : logged(List.copyOf(distinct.values()));
        int again = submission.events().size() - logged;
        accepted.increment(logged);
        duplicates.increment(again);
        rejected.increment(submission.rejected().size());
        return new Receipt(true, logged, again, submission.rejected());
    }

    private int logged(List<ReceivedEvent> events) {
        try {
            Appended appended = log.append(events);
            profiles.follow(appended);
            return appended.accepted();
        } catch (SQLException e) {
            if (DatabaseFaults.isUnavailable(e)) {
                LOG.warnf("PostgreSQL is unavailable: %s", e.getMessage());
                throw ProblemException.unavailable("the event log is unavailable: send the events again");
            }
            throw new IllegalStateException("the event log failed", e);
        }
    }
}
