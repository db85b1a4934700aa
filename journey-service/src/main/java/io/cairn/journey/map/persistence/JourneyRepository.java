package io.cairn.journey.map.persistence;

import io.cairn.journey.map.HistoryItem;
import io.cairn.journey.map.Journey;
import io.cairn.journey.map.JourneySummary;
import io.cairn.journey.map.JourneyVersion;
import io.cairn.journey.map.Step;
import io.cairn.journey.map.VersionSummary;
import io.cairn.journey.turn.Turns;
import io.cairn.kit.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Journeys in PostgreSQL. A change is handed the journey as it is, and nobody else changes it meanwhile. */
@ApplicationScoped
public class JourneyRepository {
    private final JourneyRows journeys;
    private final VersionRows versions;
    private final HistoryRows history;
    private final PastDrafts drafts;
    private final Turns writing;

    /** @param connections that there are: half of them stay free for readers, however many writers wait for one another */
    JourneyRepository(
            JourneyRows journeys,
            VersionRows versions,
            HistoryRows history,
            PastDrafts drafts,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections) {
        this.journeys = journeys;
        this.versions = versions;
        this.history = history;
        this.drafts = drafts;
        this.writing = new Turns(Math.max(1, connections / 2), "more journeys are being changed than may be at once");
    }

    /**
     * A step, as one; what throws leaves all as it was.
     *
     * @param change holds a connection, and keeps other writers from the journey: it should take no time
     * @throws ProblemException 429 if too many others write
     */
    public Step change(String key, Function<Optional<Journey>, Step> change) {
        return writing.take(() -> QuarkusTransaction.requiringNew().call(() -> changeLocked(key, change)));
    }

    private Step changeLocked(String key, Function<Optional<Journey>, Step> change) {
        JourneyEntity row = journeys.lock(key);
        Optional<Journey> before = Optional.ofNullable(row).map(JourneyEntity::read);
        Step step = change.apply(before);
        Journey after = step.journey();
        if (row == null) {
            journeys.persistAndFlush(new JourneyEntity(after));
        } else {
            row.write(after);
        }
        if (before.map(Journey::revision).orElse(0L) != after.revision()) {
            drafts.keep(key, after.revision(), after.draft().json());
        }
        step.history().forEach(entry -> history.persist(new HistoryEntity(key, entry)));
        if (step.version() != null) {
            versions.persist(new VersionEntity(step.version()));
        }
        if (!Objects.equals(liveVersion(before), after.liveVersion())) {
            journeys.advancePublication(key);
        }
        return step;
    }

    @Transactional
    public Optional<Journey> find(String key) {
        return journeys.findByIdOptional(key).map(JourneyEntity::read);
    }

    /** By key, those after one. */
    @Transactional
    public List<JourneySummary> list(String after, int limit, boolean archived) {
        return journeys.after(after, limit, archived);
    }

    /** By key, those after one that are due for review; none that is archived. */
    @Transactional
    public List<JourneySummary> due(String after, int limit, Instant now) {
        return journeys.due(after, limit, now);
    }

    /** How many are due for review. */
    @Transactional
    public long countDue(Instant now) {
        return journeys.countDue(now);
    }

    @Transactional
    public Optional<JourneyVersion> version(String key, int version) {
        return versions.findByIdOptional(new VersionEntity.Id(key, version)).map(VersionEntity::read);
    }

    /** Newest first, those before one. */
    @Transactional
    public List<VersionSummary> versions(String key, int before, int limit) {
        return versions.before(key, before, limit);
    }

    /** Newest first, those before one. */
    @Transactional
    public List<HistoryItem> history(String key, long before, int limit) {
        return history.before(key, before, limit).stream()
                .map(HistoryEntity::read)
                .toList();
    }

    /** A draft as it was saved, as JSON, if it is one of the latest. */
    @Transactional
    public Optional<String> pastDraft(String key, long revision) {
        return drafts.find(key, revision);
    }

    private static @Nullable Integer liveVersion(Optional<Journey> journey) {
        return journey.map(Journey::liveVersion).orElse(null);
    }
}
