package io.cairn.events.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.events.plan.persistence.PlanRepository;
import io.cairn.kit.paging.Page;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.event.LoggedEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of events, in memory: every replica follows a change within a second, and goes by what it has while PostgreSQL
 * is away. An event without one costs a look into a map.
 */
@ApplicationScoped
public class TrackingPlan implements PlanCheck {
    private static final Logger LOG = Logger.getLogger(TrackingPlan.class);

    /** Each replica keeps them in memory. */
    private static final int MAX_EVENTS = 2_000;

    private final PlanRepository repository;
    private final SeenEvents seen;
    private final Clock clock;
    private volatile Loaded loaded = new Loaded(-1, Map.of());

    /** @param source what the schema was compiled of */
    record Checked(PlanMode mode, JsonNode source, EventSchema schema) {}

    private record Loaded(long revision, Map<String, Checked> events) {}

    TrackingPlan(PlanRepository repository, SeenEvents seen, Clock clock) {
        this.repository = repository;
        this.seen = seen;
        this.clock = clock;
    }

    /**
     * What was saved.
     *
     * @param created whether there was none before
     */
    public record Saved(PlannedEvent event, boolean created) {}

    /** @throws ProblemException 422 if it is no schema that is taken, 409 if the plan has as many events as it may */
    public Saved save(String event, PlanMode mode, JsonNode schema, @Nullable String description) throws SQLException {
        SchemaWords.require(schema);
        EventSchema unused = EventSchema.compile(schema);
        Map<String, Checked> events = loaded.events();
        if (events.size() >= MAX_EVENTS && !events.containsKey(event)) {
            throw ProblemException.conflict(
                    "the tracking plan has " + MAX_EVENTS + " events, which is as many as it may: delete one first");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean created = repository.save(new PlannedEvent(event, mode, schema, description, now, now));
        refresh();
        return new Saved(find(event), created);
    }

    /** @throws ProblemException 404 */
    public PlannedEvent find(String event) throws SQLException {
        return repository
                .find(event)
                .orElseThrow(() -> ProblemException.notFound("the tracking plan has no event '" + event + "'"));
    }

    /** In the order of their names; fewer than the limit where their schemas are large. */
    public Page<PlannedEvent> list(String after, int limit) throws SQLException {
        return repository.list(after, limit);
    }

    /** @throws ProblemException 404 */
    public void delete(String event) throws SQLException {
        if (!repository.delete(event)) {
            throw ProblemException.notFound("the tracking plan has no event '" + event + "'");
        }
        refresh();
    }

    @Override
    public Optional<Violation> refusal(LoggedEvent event) {
        Checked planned = planned(event);
        if (planned == null) {
            return Optional.empty();
        }
        Optional<Violation> violation = planned.schema().check(event.properties());
        boolean refused = planned.mode() == PlanMode.ENFORCE;
        violation.ifPresent(fault -> seen.violation(Objects.requireNonNull(event.name()), fault, refused));
        return refused ? violation : Optional.empty();
    }

    @Override
    public Optional<Violation> wouldRefuse(LoggedEvent event) {
        Checked planned = planned(event);
        return planned != null && planned.mode() == PlanMode.ENFORCE
                ? planned.schema().check(event.properties())
                : Optional.empty();
    }

    private @Nullable Checked planned(LoggedEvent event) {
        Map<String, Checked> events = loaded.events();
        String name = event.name();
        return name == null || events.isEmpty() ? null : events.get(name);
    }

    void start(@Observes StartupEvent event) {
        follow();
    }

    @Scheduled(every = "${cairn.plan.follow-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void follow() {
        try {
            if (repository.revision() != loaded.revision()) {
                refresh();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debugf("the tracking plan stays as it is: %s", e.getMessage());
        }
    }

    private synchronized void refresh() throws SQLException {
        long revision = repository.revision(); // first: what changes meanwhile is read again
        Map<String, Checked> events = compiled(repository.all(), loaded.events());
        seen.plan(events.keySet());
        loaded = new Loaded(revision, events);
    }

    /** Compiles what is not as it was. */
    static Map<String, Checked> compiled(List<PlannedEvent> plan, Map<String, Checked> before) {
        Map<String, Checked> events = new HashMap<>();
        for (PlannedEvent planned : plan) {
            JsonNode source = planned.schema();
            Checked known = before.get(planned.event());
            try {
                EventSchema schema =
                        known != null && known.source().equals(source) ? known.schema() : EventSchema.compile(source);
                events.put(planned.event(), new Checked(planned.mode(), source, schema));
            } catch (ProblemException e) {
                LOG.errorf("the schema of the event '%s' cannot be used: %s", planned.event(), e.getMessage());
            }
        }
        return Map.copyOf(events);
    }
}
