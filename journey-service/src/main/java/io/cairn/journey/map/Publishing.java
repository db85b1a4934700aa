package io.cairn.journey.map;

import io.cairn.journey.map.persistence.JourneyRepository;
import io.cairn.journey.publication.PublicationLoop;
import io.cairn.journey.validation.MapValidation;
import io.cairn.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes maps live. Every method throws 400 for what is not a key and 404 for an unknown one. */
@ApplicationScoped
public class Publishing {
    private final JourneyRepository repository;
    private final MapValidation validation;
    private final PublicationLoop publication;
    private final Clock clock;

    Publishing(JourneyRepository repository, MapValidation validation, PublicationLoop publication, Clock clock) {
        this.repository = repository;
        this.validation = validation;
        this.publication = publication;
        this.clock = clock;
    }

    /**
     * Publishes the draft, or an earlier version again, as the next version.
     *
     * @param again the number of an earlier version, whose map is live again then; null: the draft. The draft stays as it
     *     is in either case.
     * @param by who publishes
     * @throws ProblemException 409 if the journey is archived, 412 if the precondition does not hold, 422 if the map
     *     cannot be live, or there is no such version
     * @throws LostUpdate if the draft was saved in between
     */
    public JourneyVersion publish(
            String key, @Nullable Integer again, @Nullable String note, Precondition precondition, String by) {
        JourneyKey.check(key);
        Step done = repository.change(key, current -> {
            Journey journey = Journeys.existing(key, current);
            precondition.check(key, current);
            Act act = Act.now(by, clock);
            Journey published = journey.published(act.at());
            String map = again == null ? journey.draft().json() : earlier(key, again);
            validation.requirePublishable(map);
            JourneyVersion version = new JourneyVersion(key, published.lastVersion(), map, note, act);
            return new Step(published, List.of(HistoryEntry.published(version, again)), version);
        });
        publication.soon();
        return Objects.requireNonNull(done.version());
    }

    private String earlier(String key, int again) {
        return repository
                .version(key, again)
                .orElseThrow(() -> ProblemException.invalid(
                        "/version", "there is no version " + again + " of '" + key + "' that could be live again"))
                .map();
    }
}
