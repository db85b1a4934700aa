package io.cairn.journey.map.persistence;

import io.cairn.journey.map.Journey;
import io.cairn.journey.map.JourneySummary;
import io.cairn.journey.map.JourneyVersion;
import io.cairn.journey.map.VersionSummary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Journeys in PostgreSQL. A change is handed the journey as it is, and nobody else changes it meanwhile. */
@ApplicationScoped
public class JourneyRepository {
    private final JourneyRows journeys;
    private final VersionRows versions;

    JourneyRepository(JourneyRows journeys, VersionRows versions) {
        this.journeys = journeys;
        this.versions = versions;
    }

    /** @param change what throws leaves all as it was */
    @Transactional
    public Journey change(String key, Function<Optional<Journey>, Journey> change) {
        JourneyEntity row = journeys.lock(key);
        Optional<Journey> before = Optional.ofNullable(row).map(JourneyEntity::read);
        Journey after = change.apply(before);
        if (row == null) {
            journeys.persist(new JourneyEntity(after));
        } else {
            row.write(after);
        }
        if (!Objects.equals(liveVersion(before), after.liveVersion())) {
            journeys.advancePublication();
        }
        return after;
    }

    /** A change, and the version that it makes, as one. */
    @Transactional
    public JourneyVersion publish(
            String key, Function<Optional<Journey>, Journey> change, Function<Journey, JourneyVersion> publishing) {
        JourneyVersion version = publishing.apply(change(key, change));
        versions.persist(new VersionEntity(version));
        return version;
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

    @Transactional
    public Optional<JourneyVersion> version(String key, int version) {
        return versions.findByIdOptional(new VersionEntity.Id(key, version)).map(VersionEntity::read);
    }

    /** Newest first, those before one. */
    @Transactional
    public List<VersionSummary> versions(String key, int before, int limit) {
        return versions.before(key, before, limit);
    }

    private static @Nullable Integer liveVersion(Optional<Journey> journey) {
        return journey.map(Journey::liveVersion).orElse(null);
    }
}
