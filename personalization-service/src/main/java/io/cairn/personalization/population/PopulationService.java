package io.cairn.personalization.population;

import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.catalogue.LiveMap;
import io.cairn.personalization.population.Population.Progress;
import io.cairn.personalization.population.Population.StageCount;
import io.cairn.personalization.population.persistence.PopulationRepository;
import io.cairn.personalization.position.PassProgress;
import io.cairn.personalization.position.StageService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts the customers on each stage, and lists them. */
@ApplicationScoped
public class PopulationService {
    private final Catalogues catalogues;
    private final PopulationRepository repository;
    private final PassProgress progress;
    private final EveryCustomer customers;

    PopulationService(
            Catalogues catalogues, PopulationRepository repository, PassProgress progress, EveryCustomer customers) {
        this.catalogues = catalogues;
        this.repository = repository;
        this.progress = progress;
        this.customers = customers;
    }

    /**
     * As it is recorded.
     *
     * @throws ProblemException 404 if the journey is not live, 503 if the catalogue is not loaded
     */
    public Population now(String journey) throws SQLException {
        Catalogue catalogue = catalogues.loaded();
        LiveMap map = live(catalogue, journey);
        OptionalLong lookedAt = progress.lookedAt(catalogue); // before the counts, which may be finished meanwhile
        Map<@Nullable String, Long> counts = repository.counts(journey);
        long customers = counts.values().stream().mapToLong(count -> count).sum();
        return new Population(
                map.key(),
                map.version(),
                stages(map, counts),
                lookedAt.isPresent() ? new Progress(lookedAt.getAsLong(), customers) : null,
                null);
    }

    /**
     * Determined anew for everybody whose last event is not after that moment: where the others were then, their profiles
     * do not tell.
     *
     * @throws ProblemException 404 if the journey is not live, 503 while profiles are being rebuilt, or the catalogue
     *     is not loaded
     */
    public Population at(String journey, Instant at) throws SQLException {
        Catalogue catalogue = catalogues.loaded();
        LiveMap map = live(catalogue, journey);
        Map<@Nullable String, Long> counts = new HashMap<>();
        AtomicLong later = new AtomicLong();
        customers.forEach(profile -> {
            if (profile.updatedAt().filter(at::isBefore).isPresent()) {
                later.incrementAndGet();
            } else {
                counts.merge(
                        map.resolver()
                                .resolve(StageService.facts(catalogue, profile, at))
                                .stage(),
                        1L,
                        Long::sum);
            }
        });
        return new Population(
                map.key(), map.version(), stages(map, counts), null, later.get() == 0 ? null : (Long) later.get());
    }

    /**
     * Who is on a stage, in the order of ids.
     *
     * @throws ProblemException 404 if the journey is not live or has no such stage, 503 if the catalogue is not loaded
     */
    public List<Member> members(String journey, String stage, String after, int atMost) throws SQLException {
        LiveMap map = live(catalogues.loaded(), journey);
        if (map.map().stages().stream().noneMatch(known -> known.key().equals(stage))) {
            throw ProblemException.notFound("the live map of journey '" + journey + "' has no stage '" + stage + "'");
        }
        return repository.members(journey, stage, after, atMost);
    }

    private static LiveMap live(Catalogue catalogue, String journey) {
        return catalogue
                .map(journey)
                .orElseThrow(() -> ProblemException.notFound("there is no live journey '" + journey + "'"));
    }

    private static List<StageCount> stages(LiveMap map, Map<@Nullable String, Long> counts) {
        List<StageCount> stages = new ArrayList<>();
        Map<@Nullable String, Long> others = new HashMap<>(counts);
        map.map().stages().forEach(stage -> {
            stages.add(count(counts, stage.key()));
            others.remove(stage.key());
        });
        others.remove(null);
        new TreeSet<>(others.keySet()).forEach(stage -> stages.add(count(counts, stage)));
        stages.add(count(counts, null));
        return stages;
    }

    private static StageCount count(Map<@Nullable String, Long> counts, @Nullable String stage) {
        return new StageCount(stage, counts.getOrDefault(stage, 0L));
    }
}
