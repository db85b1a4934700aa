package io.cairn.journey.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.journey.map.persistence.JourneyRepository;
import io.cairn.journey.publication.PublicationLoop;
import io.cairn.journey.validation.MapValidation;
import io.cairn.kit.paging.PageRequest;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.map.JourneyMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws, publishes and archives journeys. Every method throws 400 for what is not a key and 404 for an unknown one. */
@ApplicationScoped
public class Journeys {
    private final JourneyRepository repository;
    private final MapValidation validation;
    private final PublicationLoop publication;
    private final Clock clock;

    Journeys(JourneyRepository repository, MapValidation validation, PublicationLoop publication, Clock clock) {
        this.repository = repository;
        this.validation = validation;
        this.publication = publication;
        this.clock = clock;
    }

    /**
     * Saves the draft, and makes the journey if there is none; brings an archived one back.
     *
     * @param by who saves
     * @throws ProblemException 400 if the map is not of the documented form, 412 if the precondition does not hold, 422
     *     if a condition does not compile
     */
    public Journey save(String key, JsonNode json, Precondition precondition, String by) {
        JourneyKey.check(key);
        JourneyMap map = validation.read(json);
        validation.requireConditions(map);
        Draft draft = Draft.of(map, (ObjectNode) json);
        return repository.change(key, current -> {
            precondition.check(key, current);
            Act act = Act.now(by, clock);
            return current.map(journey -> journey.saved(draft, act)).orElseGet(() -> Journey.created(key, draft, act));
        });
    }

    /**
     * Makes a journey that is not there yet.
     *
     * @param by who makes it
     * @throws ProblemException 409 if there is one, else as {@link #save}
     */
    public Journey create(String key, ObjectNode json, String by) {
        JourneyKey.check(key);
        JourneyMap map = validation.read(json);
        validation.requireConditions(map);
        Draft draft = Draft.of(map, json);
        return repository.change(key, current -> {
            current.ifPresent(journey -> {
                throw ProblemException.conflict("there is a journey '" + key + "' already, "
                        + journey.status().spelling() + ": take another key, or save its draft");
            });
            return Journey.created(key, draft, Act.now(by, clock));
        });
    }

    public Journey get(String key) {
        JourneyKey.check(key);
        return existing(key, repository.find(key));
    }

    /** By key, one more than the page holds if there are more; archived ones are left out unless asked for. */
    public List<JourneySummary> list(PageRequest page, boolean archived) {
        return repository.list(page.after().orElse(""), page.limit() + 1, archived);
    }

    /**
     * Publishes the draft as the next version.
     *
     * @param by who publishes
     * @throws ProblemException 409 if the journey is archived, 412 if the precondition does not hold, 422 if the map
     *     cannot be live
     */
    public JourneyVersion publish(String key, @Nullable String note, Precondition precondition, String by) {
        JourneyKey.check(key);
        JourneyVersion version = repository.publish(
                key,
                current -> {
                    Journey journey = existing(key, current);
                    precondition.check(key, current);
                    Journey published = journey.published();
                    validation.requirePublishable(journey.draft().json());
                    return published;
                },
                journey -> new JourneyVersion(
                        key, journey.lastVersion(), journey.draft().json(), note, Act.now(by, clock)));
        publication.soon();
        return version;
    }

    /** Archives the journey: its versions stay, decisions stop using it. @throws ProblemException 412 */
    public void archive(String key, Precondition precondition) {
        JourneyKey.check(key);
        repository.change(key, current -> {
            Journey journey = existing(key, current);
            precondition.check(key, current);
            return journey.archived(Act.moment(clock));
        });
        publication.soon();
    }

    /** Newest first, one more than the page holds if there are more. */
    public List<VersionSummary> versions(String key, PageRequest page) {
        int before = page.after().map(Journeys::versionNumber).orElse(Integer.MAX_VALUE);
        get(key);
        return repository.versions(key, before, page.limit() + 1);
    }

    public JourneyVersion version(String key, int version) {
        get(key);
        return repository
                .version(key, version)
                .orElseThrow(() -> ProblemException.notFound("the journey '" + key + "' has no version " + version));
    }

    public JourneyVersion live(String key) {
        Journey journey = get(key);
        return Optional.ofNullable(journey.liveVersion())
                .flatMap(version -> repository.version(key, version))
                .orElseThrow(() -> ProblemException.notFound("the journey '" + key + "' has no live version: it is "
                        + (journey.archivedAt() == null ? "a draft" : "archived")));
    }

    private static Journey existing(String key, Optional<Journey> found) {
        return found.orElseThrow(() -> ProblemException.notFound("there is no journey '" + key + "'"));
    }

    private static int versionNumber(String cursor) {
        try {
            return Integer.parseInt(cursor);
        } catch (NumberFormatException e) {
            throw PageRequest.badCursor();
        }
    }
}
