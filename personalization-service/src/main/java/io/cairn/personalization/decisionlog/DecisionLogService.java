package io.cairn.personalization.decisionlog;

import io.cairn.kit.redis.RedisUnavailable;
import io.cairn.personalization.decisionlog.PendingDecisions.Pending;
import io.cairn.personalization.decisionlog.persistence.DecisionLogRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Finds a decision, logged or still waiting to be. SQLException or RedisUnavailable from all, if the one that would have it
 * cannot be asked.
 */
@ApplicationScoped
public class DecisionLogService {
    private final DecisionLogRepository log;
    private final PendingDecisions pending;

    DecisionLogService(DecisionLogRepository log, PendingDecisions pending) {
        this.log = log;
        this.pending = pending;
    }

    /** With the profile that it was taken from, unless the log does not have it. */
    public Optional<LoggedDecision> findWithProfile(String decisionId) throws SQLException {
        Optional<LoggedDecision> found = find(decisionId);
        if (found.isPresent() && found.get().profile().bytes() == null) {
            LoggedDecision decision = found.get();
            return Optional.of(
                    log.profile(decision.profile()).map(decision::with).orElse(decision));
        }
        return found;
    }

    /** The profile of one that waits may be only named. */
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
