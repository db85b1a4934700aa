package io.cairn.journey.diff.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.journey.diff.Change;
import io.cairn.journey.diff.MapDiff;
import io.cairn.journey.map.Journey;
import io.cairn.journey.map.Journeys;
import io.cairn.journey.map.LostUpdate;
import io.cairn.journey.map.Precondition;
import io.cairn.kit.problem.Problem;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Tells who would have saved over another's work whose it is, and what they changed. */
class LostUpdates {
    /** More are not read by anybody who must decide what to do now. */
    private static final int MAX_CHANGES = 100;

    private final Journeys journeys;
    private final ObjectMapper mapper;

    LostUpdates(Journeys journeys, ObjectMapper mapper) {
        this.journeys = journeys;
        this.mapper = mapper;
    }

    /**
     * A problem, with what is needed to go on.
     *
     * @param etag of the draft as it is now
     * @param changes from the draft that the caller read to the one that is there; null: that draft is no longer known
     * @param moreChanges how many were left out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LostUpdateProblem(
            String type,
            String title,
            int status,
            String detail,
            String etag,
            String savedBy,
            Instant savedAt,
            @Nullable List<Change> changes,
            @Nullable Integer moreChanges) {}

    @ServerExceptionMapper
    public Response lostUpdate(LostUpdate thrown) {
        Journey current = thrown.current();
        String etag = '"' + Precondition.tag(current) + '"';
        Optional<List<Change>> changes = read(thrown)
                .map(read -> MapDiff.between(read, map(current.draft().json())));
        Problem problem = ProblemException.preconditionFailed(thrown.getMessage() + ", by "
                        + current.updated().by() + " at " + current.updated().at() + ": its ETag is now " + etag + ". "
                        + (changes.isPresent() ? "Look at the changes, read" : "Read")
                        + " it again, and save on top of it")
                .problem();
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .tag(new EntityTag(Precondition.tag(current)))
                .entity(new LostUpdateProblem(
                        problem.type(),
                        problem.title(),
                        problem.status(),
                        problem.detail(),
                        etag,
                        current.updated().by(),
                        current.updated().at(),
                        changes.map(all -> all.subList(0, Math.min(all.size(), MAX_CHANGES)))
                                .orElse(null),
                        changes.map(List::size)
                                .filter(size -> size > MAX_CHANGES)
                                .map(size -> size - MAX_CHANGES)
                                .orElse(null)))
                .build();
    }

    /** The latest draft of those that the caller names. */
    private Optional<JourneyMap> read(LostUpdate thrown) {
        return thrown.read().stream()
                .flatMap(LostUpdates::revision)
                .max(Long::compare)
                .flatMap(revision -> journeys.pastDraft(thrown.current().key(), revision))
                .map(this::map);
    }

    private static Stream<Long> revision(String tag) {
        try {
            return Stream.of(Long.parseLong(tag));
        } catch (NumberFormatException e) {
            return Stream.empty();
        }
    }

    private JourneyMap map(String json) {
        try {
            return JourneyMaps.read(mapper.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored map is not JSON", e);
        }
    }
}
