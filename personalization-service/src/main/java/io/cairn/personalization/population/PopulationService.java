package io.cairn.personalization.population;

import io.cairn.kit.problem.ProblemException;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.model.condition.Facts;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.catalogue.LiveMap;
import io.cairn.personalization.position.StageService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the customers on each stage by determining each one's: exact at the moment asked for. */
@ApplicationScoped
public class PopulationService {
    private final Catalogues catalogues;
    private final ProfileStore profiles;
    private final Clock clock;

    PopulationService(Catalogues catalogues, ProfileStore profiles, Clock clock) {
        this.catalogues = catalogues;
        this.profiles = profiles;
        this.clock = clock;
    }

    /** @param stages in map order; last, with a null stage, those who are on none */
    public record Population(String journey, int version, List<StageCount> stages) {}

    /** @param stage null: on none */
    public record StageCount(@Nullable String stage, long customers) {}

    /**
     * @param at null for now
     * @throws ProblemException 404 if the journey is not live, 503 while profiles are being rebuilt, or the catalogue
     *     is not loaded
     */
    public Population population(String journey, @Nullable Instant at) {
        Catalogue catalogue = catalogues.loaded();
        LiveMap map = catalogue
                .map(journey)
                .orElseThrow(() -> ProblemException.notFound("there is no live journey '" + journey + "'"));
        if (!profiles.isComplete()) {
            throw ProblemException.unavailable("profiles are being rebuilt");
        }
        Instant now = at == null ? clock.instant() : at;
        Map<@Nullable String, Long> counts = new HashMap<>();
        profiles.forEach(stored -> {
            CustomerProfile profile = stored.profile();
            // an anonymous id that was joined to a customer leaves an empty profile behind: she is counted once
            if (profile.updatedAt().isPresent()) {
                Facts facts = StageService.facts(catalogue, profile, now);
                counts.merge(map.resolver().resolve(facts).stage(), 1L, Long::sum);
            }
        });
        List<StageCount> stages = new ArrayList<>();
        map.map().stages().forEach(stage -> stages.add(count(counts, stage.key())));
        stages.add(count(counts, null));
        return new Population(journey, map.version(), stages);
    }

    private static StageCount count(Map<@Nullable String, Long> counts, @Nullable String stage) {
        return new StageCount(stage, counts.getOrDefault(stage, 0L));
    }
}
