package io.cairn.personalization.position;

import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageRequest;
import io.cairn.kit.problem.ProblemException;
import io.cairn.kit.profile.ProfileLookup;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.catalogue.LiveMap;
import io.cairn.personalization.position.persistence.TransitionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customers' moves were: one's, or everybody's to follow. */
@ApplicationScoped
public class TransitionService {
    private final TransitionRepository transitions;
    private final ProfileStore profiles;
    private final Catalogues catalogues;

    TransitionService(TransitionRepository transitions, ProfileStore profiles, Catalogues catalogues) {
        this.transitions = transitions;
        this.profiles = profiles;
        this.catalogues = catalogues;
    }

    /**
     * A part of the feed.
     *
     * @param last the id to follow it after
     */
    public record Feed(List<Transition> transitions, long last) {}

    /** Which of the feed's transitions are wanted; null: all. */
    public record Wanted(@Nullable String journey, @Nullable String to) {}

    /**
     * A customer's, newest first.
     *
     * @param id her own, or an anonymous or external id of hers
     * @throws ProblemException 503 if the id has none, and her profile is being rebuilt: it may turn out whose the id is
     */
    public Page<Transition> of(String id, PageRequest request) throws SQLException {
        long before = request.after().map(TransitionService::id).orElse(Long.MAX_VALUE);
        ProfileLookup profile = profiles.lookup(id);
        String customerId = profile instanceof ProfileLookup.Found found
                ? found.stored().profile().customerId()
                : id;
        List<Transition> found = transitions.of(customerId, before, request.limit() + 1);
        if (found.isEmpty() && profile instanceof ProfileLookup.Rebuilding) {
            throw ProblemException.unavailable("the customer's profile is being rebuilt");
        }
        return Page.of(found, request, transition -> Long.toString(transition.id()));
    }

    /**
     * What is wanted must be on a live map, or somebody must have been on it.
     *
     * @throws ProblemException 422 naming the parameter, 503 if the catalogue is not loaded
     */
    public void requireKnown(Wanted wanted) throws SQLException {
        String journey = wanted.journey();
        String to = wanted.to();
        if (journey == null && to == null) {
            return;
        }
        List<LiveMap> maps = catalogues.loaded().maps().stream()
                .filter(map -> journey == null || map.key().equals(journey))
                .toList();
        if (maps.isEmpty() && journey != null && !transitions.wasJourney(journey)) {
            throw ProblemException.invalid("journey", "there is no journey '" + journey + "'");
        }
        boolean isStage = maps.stream()
                .flatMap(map -> map.map().stages().stream())
                .anyMatch(stage -> stage.key().equals(to));
        if (to != null && !isStage && !transitions.wasStage(journey, to)) {
            throw ProblemException.invalid(
                    "to", "there is no stage '" + to + "'" + (journey == null ? "" : " of journey '" + journey + "'"));
        }
    }

    /** Everybody's after an id, oldest first: whoever goes on after {@code last} misses none and repeats none. */
    public Feed after(long id, Wanted wanted, int limit) throws SQLException {
        long last = transitions.last();
        List<Transition> found = transitions.between(id, last, wanted.journey(), wanted.to(), limit);
        boolean full = found.size() == limit;
        return new Feed(found, full ? found.get(limit - 1).id() : Math.max(id, last));
    }

    /** The id after which what comes from now on follows. */
    public long last() throws SQLException {
        return transitions.last();
    }

    private static long id(String position) {
        try {
            return Long.parseLong(position);
        } catch (NumberFormatException e) {
            throw PageRequest.badCursor();
        }
    }
}
