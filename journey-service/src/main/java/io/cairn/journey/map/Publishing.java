package io.cairn.journey.map;

import io.cairn.journey.map.persistence.JourneyRepository;
import io.cairn.journey.publication.PublicationLoop;
import io.cairn.journey.turn.Turns;
import io.cairn.journey.validation.MapValidation;
import io.cairn.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes maps live. Every method throws 400 for what is not a key and 404 for an unknown one. */
@ApplicationScoped
public class Publishing {
    private static final Logger LOG = Logger.getLogger(Publishing.class);

    /** Of publishing a draft that others save meanwhile. */
    private static final int ATTEMPTS = 5;

    /** Maps at once: each takes a processor, and a large one some tens of megabytes. */
    private static final int CHECKED_AT_ONCE = 4;

    private final JourneyRepository repository;
    private final MapValidation validation;
    private final PublicationLoop publication;
    private final Clock clock;
    private final Turns checking = new Turns(CHECKED_AT_ONCE, "more maps are being published than may be at once");

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
     * @throws ProblemException 409 if the journey is archived, or its draft saved all the time, 412 if the precondition
     *     does not hold, 422 if the map cannot be live, or there is no such version, 429 if too many others publish
     * @throws LostUpdate if the draft was saved in between
     */
    public JourneyVersion publish(
            String key, @Nullable Integer again, @Nullable String note, Precondition precondition, String by) {
        JourneyKey.check(key);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // a large map takes seconds to be looked through: before the journey is locked, and a connection taken
            Journey read = publishable(key, repository.find(key), precondition);
            String map = again == null ? read.draft().json() : earlier(key, again);
            checking.take(() -> {
                validation.requirePublishable(map);
                return map;
            });
            try {
                Step done = repository.change(key, current -> {
                    Journey journey = publishable(key, current, precondition);
                    if (again == null && journey.revision() != read.revision()) {
                        throw new SavedMeanwhile();
                    }
                    Act act = Act.now(by, clock);
                    Journey published = journey.published(act.at());
                    JourneyVersion version = new JourneyVersion(key, published.lastVersion(), map, note, act);
                    return new Step(published, List.of(HistoryEntry.published(version, again)), version);
                });
                publication.soon();
                return Objects.requireNonNull(done.version());
            } catch (SavedMeanwhile e) {
                LOG.debugf("the draft of %s was saved while it was looked through", key);
            }
        }
        throw ProblemException.conflict(
                "the draft of '" + key + "' is saved while it is looked through, again and again");
    }

    private static Journey publishable(String key, Optional<Journey> current, Precondition precondition) {
        Journey journey = Journeys.existing(key, current);
        precondition.check(key, current);
        journey.requireNotArchived();
        return journey;
    }

    private String earlier(String key, int again) {
        return repository
                .version(key, again)
                .orElseThrow(() -> ProblemException.invalid(
                        "/version", "there is no version " + again + " of '" + key + "' that could be live again"))
                .map();
    }

    /** Another draft is there than the one that was looked through. */
    private static final class SavedMeanwhile extends RuntimeException {
        SavedMeanwhile() {
            super(null, null, false, false);
        }
    }
}
