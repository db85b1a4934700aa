package io.cairn.personalization.decision;

import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.catalogue.PastCatalogues;
import io.cairn.personalization.decisionlog.DecisionLogService;
import io.cairn.personalization.decisionlog.LoggedDecision;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes logged decisions again, for whoever wants to be sure of one. Records nothing. */
@ApplicationScoped
public class ReplayService {
    private final DecisionLogService log;
    private final PastCatalogues catalogues;

    ReplayService(DecisionLogService log, PastCatalogues catalogues) {
        this.log = log;
        this.catalogues = catalogues;
    }

    /**
     * @param same whether the decision and its trace are, bit for bit, what was logged
     * @param decision as JSON, with its trace; null where something is missing
     * @param missing what is no longer there, in words
     */
    public record Replayed(boolean same, @Nullable String decision, List<String> missing) {}

    /**
     * SQLException or RedisUnavailable if the log or the catalogue cannot be asked.
     *
     * @throws ProblemException 404
     */
    public Replayed replay(String decisionId) throws SQLException {
        LoggedDecision logged = log.findWithProfile(decisionId)
                .orElseThrow(() -> ProblemException.notFound("there is no decision '" + decisionId + "'"));
        try {
            Replay replay = Replay.of(logged);
            PastCatalogues.Past past = catalogues.at(replay.catalogueRevision(), replay.maps());
            Replay.Outcome outcome = past.missing().isEmpty()
                    ? replay.decide(past.catalogue())
                    : new Replay.Outcome.Missing(past.missing());
            if (outcome instanceof Replay.Outcome.Decided decided) {
                return new Replayed(decided.same(), decided.answer().body(true), List.of());
            }
            return new Replayed(false, null, ((Replay.Outcome.Missing) outcome).what());
        } catch (Replay.Unreadable e) {
            return new Replayed(false, null, List.of(String.valueOf(e.getMessage())));
        }
    }
}
