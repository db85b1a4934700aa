package io.cairn.journey.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.journey.map.HistoryEntry.Action;
import io.cairn.journey.map.persistence.JourneyRepository;
import io.cairn.journey.publication.PublicationLoop;
import io.cairn.journey.validation.MapValidation;
import io.cairn.kit.paging.PageRequest;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.map.JourneyMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Draws and archives journeys, and finds what there is of them. Every method throws 400 for what is not a key and 404 for an unknown one. */
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
     * @param note for the history
     * @param by who saves
     * @throws ProblemException 400 if the map is not of the documented form, 412 if the precondition does not hold, 422
     *     if a condition does not compile, or the map is larger than maps may be
     * @throws LostUpdate if the draft was saved in between
     */
    public Journey save(String key, JsonNode json, Precondition precondition, @Nullable String note, String by) {
        JourneyKey.check(key);
        JourneyMap map = validation.read(json);
        validation.requireConditions(map);
        Draft draft = Draft.of(map, (ObjectNode) json);
        return change(key, current -> {
            precondition.check(key, current);
            Act act = Act.now(by, clock);
            Journey after =
                    current.map(journey -> journey.saved(draft, act)).orElseGet(() -> Journey.created(key, draft, act));
            HistoryEntry saved = HistoryEntry.saved(after, act, note);
            boolean wasArchived =
                    current.map(Journey::archivedAt).filter(Objects::nonNull).isPresent();
            return wasArchived
                    ? Step.of(after, HistoryEntry.of(Action.RESTORED, act, null), saved)
                    : Step.of(after, saved);
        });
    }

    /**
     * Makes a journey that is not there yet.
     *
     * @param note for the history
     * @param by who makes it
     * @throws ProblemException 409 if there is one, else as {@link #save}
     */
    public Journey create(String key, ObjectNode json, @Nullable String note, String by) {
        JourneyKey.check(key);
        JourneyMap map = validation.read(json);
        validation.requireConditions(map);
        Draft draft = Draft.of(map, json);
        return change(key, current -> {
            current.ifPresent(journey -> {
                throw ProblemException.conflict("there is a journey '" + key + "' already, "
                        + journey.status().spelling() + ": take another key, or save its draft");
            });
            Act act = Act.now(by, clock);
            Journey created = Journey.created(key, draft, act);
            return Step.of(created, HistoryEntry.saved(created, act, note));
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

    /** Those that are due for review, by key, one more than the page holds if there are more. */
    public List<JourneySummary> due(PageRequest page) {
        return repository.due(page.after().orElse(""), page.limit() + 1, Act.moment(clock));
    }

    /** How many are due for review. */
    public long countDue() {
        return repository.countDue(Act.moment(clock));
    }

    /**
     * Archives the journey: its versions stay, decisions stop using it. An archived one stays as it is.
     *
     * @throws LostUpdate if the draft was saved in between
     */
    public void archive(String key, Precondition precondition, @Nullable String note, String by) {
        JourneyKey.check(key);
        change(key, current -> {
            Journey journey = existing(key, current);
            precondition.check(key, current);
            Act act = Act.now(by, clock);
            return journey.archivedAt() != null
                    ? Step.of(journey)
                    : Step.of(journey.archived(act.at()), HistoryEntry.of(Action.ARCHIVED, act, note));
        });
        publication.soon();
    }

    /**
     * Brings an archived journey back as a draft; one that is not archived stays as it is.
     *
     * @throws LostUpdate if the draft was saved in between
     */
    public Journey restore(String key, Precondition precondition, @Nullable String note, String by) {
        JourneyKey.check(key);
        return change(key, current -> {
            Journey journey = existing(key, current);
            precondition.check(key, current);
            return journey.archivedAt() == null
                    ? Step.of(journey)
                    : Step.of(journey.restored(), HistoryEntry.of(Action.RESTORED, Act.now(by, clock), note));
        });
    }

    /**
     * Says that the map was looked at and is right as it is: it is due again after its {@code reviewEvery}.
     *
     * @throws LostUpdate if the draft was saved in between
     */
    public Journey review(String key, Precondition precondition, @Nullable String note, String by) {
        JourneyKey.check(key);
        return change(key, current -> {
            Journey journey = existing(key, current);
            precondition.check(key, current);
            Act act = Act.now(by, clock);
            return Step.of(journey.reviewed(act.at()), HistoryEntry.of(Action.REVIEWED, act, note));
        });
    }

    /** Newest first, one more than the page holds if there are more. */
    public List<HistoryItem> history(String key, PageRequest page) {
        long before = page.after().map(Journeys::historyId).orElse(Long.MAX_VALUE);
        get(key);
        return repository.history(key, before, page.limit() + 1);
    }

    /** A draft as it was saved, as JSON; empty for one that is not among the latest. */
    public Optional<String> pastDraft(String key, long revision) {
        return repository.pastDraft(key, revision);
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

    private Journey change(String key, Function<Optional<Journey>, Step> step) {
        return repository.change(key, step).journey();
    }

    static Journey existing(String key, Optional<Journey> found) {
        return found.orElseThrow(() -> ProblemException.notFound("there is no journey '" + key + "'"));
    }

    private static long historyId(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw PageRequest.badCursor();
        }
    }

    private static int versionNumber(String cursor) {
        try {
            return Integer.parseInt(cursor);
        } catch (NumberFormatException e) {
            throw PageRequest.badCursor();
        }
    }
}
