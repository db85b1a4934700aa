package io.cairn.personalization.decisionlog;

import io.cairn.kit.redis.RedisUnavailable;
import io.cairn.personalization.decisionlog.PendingDecisions.Pending;
import io.cairn.personalization.decisionlog.persistence.DecisionLogRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;

/** Finds a decision, logged or still waiting to be. */
@ApplicationScoped
public class DecisionLogService {
    private final DecisionLogRepository log;
    private final PendingDecisions pending;

    DecisionLogService(DecisionLogRepository log, PendingDecisions pending) {
        this.log = log;
        this.pending = pending;
    }

    /** SQLException or RedisUnavailable if the one that would have it cannot be asked. */
    public Optional<LoggedDecision> find(String decisionId) throws SQLException {
        try {
            Optional<LoggedDecision> waiting =
                    pending.find(decisionId).map(Pending::record).map(LoggedDecision::of);
            // asked first: what is moved in between is in the log by then
            return waiting.isPresent() ? waiting : log.find(decisionId);
        } catch (RedisUnavailable e) {
            Optional<LoggedDecision> logged = log.find(decisionId);
            if (logged.isEmpty()) {
                throw e;
            }
            return logged;
        }
    }
}
