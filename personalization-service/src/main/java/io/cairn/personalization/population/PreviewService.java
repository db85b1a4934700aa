package io.cairn.personalization.population;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.Facts;
import io.cairn.model.stage.StageResolver;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.catalogue.LiveMap;
import io.cairn.personalization.population.Preview.Move;
import io.cairn.personalization.position.StageService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says before publishing how many customers would move, by determining everybody's stage on both maps. */
@ApplicationScoped
public class PreviewService {
    private final Catalogues catalogues;
    private final Conditions conditions;
    private final EveryCustomer customers;
    private final Clock clock;

    PreviewService(Catalogues catalogues, Conditions conditions, EveryCustomer customers, Clock clock) {
        this.catalogues = catalogues;
        this.conditions = conditions;
        this.customers = customers;
        this.clock = clock;
    }

    private record Ends(@Nullable String from, @Nullable String to) {
        boolean differ() {
            return !Objects.equals(from, to);
        }
    }

    /**
     * @param journey live or not: on one that is not, nobody is on a stage
     * @throws io.cairn.kit.problem.ProblemException 400 if the draft is of the wrong form, 422 if it could not be
     *     published, 503 while profiles are being rebuilt, or the catalogue is not loaded
     */
    public Preview preview(String journey, JsonNode draft) throws SQLException {
        StageResolver drafted = DraftMap.resolver(draft, conditions);
        Catalogue catalogue = catalogues.loaded();
        LiveMap live = catalogue.map(journey).orElse(null);
        Instant now = clock.instant();
        Map<Ends, Long> counts = new HashMap<>();
        customers.forEach(profile -> {
            Facts facts = StageService.facts(catalogue, profile, now);
            String from = live == null ? null : live.resolver().resolve(facts).stage();
            counts.merge(new Ends(from, drafted.resolve(facts).stage()), 1L, Long::sum);
        });
        List<Move> moves = counts.entrySet().stream()
                .filter(count -> count.getKey().differ())
                .map(count -> new Move(count.getKey().from(), count.getKey().to(), count.getValue()))
                .sorted(Comparator.comparing(Move::customers)
                        .reversed()
                        .thenComparing(move -> String.valueOf(move.from()))
                        .thenComparing(move -> String.valueOf(move.to())))
                .toList();
        return new Preview(counts.values().stream().mapToLong(count -> count).sum(), moves);
    }
}
