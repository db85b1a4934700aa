package io.cairn.personalization.outcome;

import io.cairn.kit.db.DatabaseFaults;
import io.cairn.personalization.decisionlog.PendingDecisions;
import io.cairn.personalization.decisionlog.persistence.PropositionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what was handed out: waiting to be logged, logged, or, while PostgreSQL is away, in a customer's state. */
@ApplicationScoped
public class Propositions {
    private final PendingDecisions pending;
    private final PropositionRepository log;
    private final RequestIds requests;

    Propositions(PendingDecisions pending, PropositionRepository log, RequestIds requests) {
        this.pending = pending;
        this.log = log;
        this.requests = requests;
    }

    /**
     * @param hints of each id whose it may be; empty where nobody said so
     * @return by id, those that are known
     * @throws SQLException if PostgreSQL is away and no other place knows one of them
     */
    Map<String, Handed> find(Map<String, Optional<String>> hints) throws SQLException {
        Map<String, Handed> found = new HashMap<>(waiting(hints.keySet()));
        // asked first: what is moved in between is in the log by then
        Set<String> missing = new HashSet<>(hints.keySet());
        missing.removeAll(found.keySet());
        try {
            log.find(missing)
                    .forEach(row -> found.put(
                            row.propositionId(),
                            new Handed(
                                    row.propositionId(),
                                    row.customerId(),
                                    row.decidedAt(),
                                    row.requestId(),
                                    row.counted())));
        } catch (SQLException e) {
            if (!DatabaseFaults.isUnavailable(e)) {
                throw e;
            }
            for (String id : missing) {
                Optional<Handed> remembered =
                        hints.getOrDefault(id, Optional.empty()).flatMap(customerId -> requests.handed(customerId, id));
                found.put(id, remembered.orElseThrow(() -> e));
            }
        }
        return found;
    }

    private Map<String, Handed> waiting(Collection<String> ids) {
        Set<String> decisions = new HashSet<>();
        ids.forEach(id -> decisionId(id).ifPresent(decisions::add));
        Map<String, Handed> found = new HashMap<>();
        pending.find(decisions).forEach(waiting -> waiting.record().propositions().stream()
                .filter(contact -> ids.contains(contact.propositionId()))
                .forEach(contact -> found.put(
                        contact.propositionId(),
                        new Handed(
                                contact.propositionId(),
                                waiting.record().customerId(),
                                contact.at(),
                                waiting.record().requestId(),
                                Optional.of(contact).filter(waiting.record().reserved()::contains)))));
        return found;
    }

    /** A proposition's id is its decision's, a dot and a number. */
    private static Optional<String> decisionId(String propositionId) {
        int dot = propositionId.lastIndexOf('.');
        return dot < 1 ? Optional.empty() : Optional.of(propositionId.substring(0, dot));
    }
}
