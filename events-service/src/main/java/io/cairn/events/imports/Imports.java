package io.cairn.events.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.events.imports.file.BadFile;
import io.cairn.events.imports.file.FileKind;
import io.cairn.events.imports.file.Header;
import io.cairn.events.imports.file.Paced;
import io.cairn.events.imports.file.Rows;
import io.cairn.events.imports.mapping.Mapping;
import io.cairn.events.imports.mapping.MessageIds;
import io.cairn.events.imports.mapping.RowEvents;
import io.cairn.events.imports.persistence.ImportRepository;
import io.cairn.events.imports.persistence.ImportRepository.Standing;
import io.cairn.events.imports.persistence.Occurrences;
import io.cairn.events.imports.persistence.Rejections;
import io.cairn.kit.db.DatabaseFaults;
import io.cairn.kit.paging.PageFill;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes files of events. What is counted as accepted is in the log for good; the rest can be sent again. */
@ApplicationScoped
public class Imports {
    private static final Logger LOG = Logger.getLogger(Imports.class);

    /** How many rejected rows of a sending are kept, and all for how long. */
    static final int MAX_REJECTIONS = 10_000;

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration KEPT_UNSENT = Duration.ofDays(7);

    private final ImportRepository repository;
    private final Rejections rejections;
    private final EventBatches batches;
    private final DataSource database;
    private final ObjectMapper json;
    private final Clock clock;
    private final Semaphore places;

    Imports(
            ImportRepository repository,
            Rejections rejections,
            EventBatches batches,
            DataSource database,
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "cairn.imports.max-under-way") int maxUnderWay) {
        this.repository = repository;
        this.rejections = rejections;
        this.batches = batches;
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.places = new Semaphore(maxUnderWay);
    }

    /** One that waits for its file. @throws ProblemException 422 naming what is wrong with the mapping */
    public Import create(@Nullable String name, JsonNode mapping) throws SQLException {
        Mapping unused = Mapping.read(mapping);
        String id = UUID.randomUUID().toString();
        repository.create(id, name, mapping, now());
        return find(id);
    }

    /** What is kept no longer goes, whether or not anybody imports anything more. */
    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() {
        Instant now = now();
        try {
            repository.forget(now.minus(KEPT_UNSENT), now.minus(KEPT));
        } catch (SQLException e) {
            LOG.warnf("imports that are kept no longer are forgotten later: %s", e.getMessage());
        }
    }

    /** @throws ProblemException 404 */
    public Import find(String id) throws SQLException {
        return repository
                .find(id, now())
                .orElseThrow(() -> ProblemException.notFound("there is no import '" + id + "'"));
    }

    /** The newest first. */
    public PageFill<Import> newest(int limit, Optional<Instant> before, String beforeId) throws SQLException {
        return repository.newest(limit, before, beforeId, now());
    }

    /** @throws ProblemException 404 */
    public Import cancel(String id) throws SQLException {
        repository.cancel(id, now());
        return find(id);
    }

    /** The rows that were rejected, in the order of the file. */
    public List<RejectedRow> rejected(String id, long afterRow, int limit) throws SQLException {
        return rejections.after(id, afterRow, limit);
    }

    /** What an import's file says of its rows. */
    public Header header(String id) throws SQLException {
        return repository.header(id);
    }

    /**
     * Takes the file of an import, and returns when all of it is durable, or somebody stopped it.
     *
     * @param bytesTotal its size, if that is known
     * @throws ProblemException 404; 409 if it is being sent already; 422 if it cannot be read; 429 if too many are under
     *     way; 503 if the log stays away
     */
    public Import send(String id, InputStream file, FileKind kind, @Nullable Long bytesTotal)
            throws IOException, SQLException {
        try (Place place = place()) {
            return send(place, id, file, kind, bytesTotal);
        }
    }

    /**
     * The same at a place that was taken before.
     *
     * @throws ProblemException the same, but 429
     */
    public Import send(Place place, String id, InputStream file, FileKind kind, @Nullable Long bytesTotal)
            throws IOException, SQLException {
        Mapping mapping = Mapping.reread(find(id).mapping());
        int sending = repository
                .begin(id, bytesTotal, now())
                .orElseThrow(() -> ProblemException.conflict(
                        "the import is being sent already; POST /v1/imports/" + id + "/cancel stops that"));
        rejections.clear(id);
        take(id, sending, mapping, file, kind);
        return find(id);
    }

    /** One of the few that are sent at a time. */
    public final class Place implements AutoCloseable {
        private Place() {}

        @Override
        public void close() {
            places.release();
        }
    }

    /** To be closed. @throws ProblemException 429 if too many are under way */
    public Place place() {
        if (!places.tryAcquire()) {
            throw ProblemException.tooBusy("as many imports are under way as may be: try again when one is done");
        }
        return new Place();
    }

    private void take(String id, int sending, Mapping mapping, InputStream file, FileKind kind)
            throws IOException, SQLException {
        try (Occurrences occurrences = new Occurrences(database)) {
            Rows rows = Rows.of(file, kind, mapping.form(), json);
            repository.header(id, sending, rows.header());
            if (!rows.header().columns().isEmpty()) {
                mapping.requireColumns(rows.header().columns());
            }
            LocalDate day = LocalDate.ofInstant(find(id).createdAt(), ZoneOffset.UTC);
            Sending run = new Sending(
                    rows,
                    new RowEvents(mapping, clock),
                    new MessageIds(json, day),
                    occurrences,
                    batches,
                    progress(id, sending));
            switch (run.run()) {
                case GO_ON -> end(id, sending, ImportState.DONE, null);
                case STOP -> end(id, sending, ImportState.CANCELLED, null);
                case TAKEN_OVER -> throw ProblemException.conflict("the import was begun anew by another sending");
            }
            LOG.infof("import %s: %s", id, run.counts());
        } catch (BadFile e) {
            end(id, sending, ImportState.FAILED, e.detail());
            List<InputError> errors = new ArrayList<>(e.errors());
            InputError first = errors.get(0);
            errors.set(0, new InputError(first.pointer(), first.detail() + " (import " + id + ")"));
            throw ProblemException.invalid(errors);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            interrupted(id, sending, "the service stops");
            throw ProblemException.unavailable("the service stops: send the file again");
        } catch (IOException e) {
            interrupted(id, sending, e instanceof Paced.TooSlow ? "it came too slowly" : "the connection broke");
            throw e;
        } catch (SQLException | RuntimeException e) {
            boolean isAway = DatabaseFaults.isUnavailable(e) || e instanceof ProblemException;
            interrupted(id, sending, isAway ? "PostgreSQL was away" : "a fault of ours, which the service's log shows");
            throw e;
        }
    }

    private Sending.Progress progress(String id, int sending) {
        return new Sending.Progress() {
            private Instant saidAt = now();

            @Override
            public Sending.Next report(Counts counts, List<RejectedRow> rejected) throws SQLException {
                long before = counts.rejected() - rejected.size();
                int kept = (int) Math.max(0, Math.min(rejected.size(), MAX_REJECTIONS - before));
                rejections.add(id, sending, rejected.subList(0, kept));
                Standing standing = repository.progress(id, sending, counts, now());
                saidAt = now();
                return switch (standing) {
                    case UNDER_WAY -> Sending.Next.GO_ON;
                    case CANCELLED -> Sending.Next.STOP;
                    case TAKEN_OVER -> Sending.Next.TAKEN_OVER;
                };
            }

            @Override
            public void waits() {
                if (now().isAfter(saidAt.plusSeconds(1))) {
                    saidAt = now();
                    try {
                        repository.beat(id, sending, saidAt);
                    } catch (SQLException e) {
                        LOG.debugf("import %s cannot say that it waits: %s", id, e.getMessage());
                    }
                }
            }
        };
    }

    private void end(String id, int sending, ImportState state, @Nullable String detail) throws SQLException {
        repository.end(id, sending, state, detail, now());
    }

    /** What cannot be noted now shows all the same: nobody says any more that he is at it. */
    private void interrupted(String id, int sending, String detail) {
        try {
            end(id, sending, ImportState.INTERRUPTED, detail + ": send the file again");
        } catch (SQLException e) {
            LOG.debugf("cannot note that import %s was interrupted: %s", id, e.getMessage());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
