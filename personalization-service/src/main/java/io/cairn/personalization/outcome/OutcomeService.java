package io.cairn.personalization.outcome;

import io.cairn.kit.db.DatabaseFaults;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.customer.KeptAnswers;
import io.cairn.personalization.customer.StateStore;
import io.cairn.personalization.customer.StoredState;
import io.cairn.personalization.customer.StoredStates;
import io.cairn.personalization.decisionlog.OutcomeRecord;
import io.cairn.personalization.decisionlog.PendingOutcomes;
import io.cairn.personalization.decisionlog.persistence.OutcomeRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Takes outcomes. What they change in Redis, and that they wait there to be logged, is one script for each customer; then
 * they are logged, and only if PostgreSQL is away they are left waiting. So what is acknowledged survives the loss of
 * Redis, or of PostgreSQL for a while. Whatever fails in between may be sent again: it changes nothing twice.
 */
@ApplicationScoped
public class OutcomeService {
    private static final Logger LOG = Logger.getLogger(OutcomeService.class);
    private static final Duration PERSISTENCE = Duration.ofSeconds(2);

    private final Propositions propositions;
    private final RequestIds requests;
    private final KeptAnswers answers;
    private final StateStore states;
    private final OutcomeRepository log;
    private final PendingOutcomes pending;
    private final Clock clock;

    OutcomeService(
            Propositions propositions,
            RequestIds requests,
            KeptAnswers answers,
            StateStore states,
            OutcomeRepository log,
            PendingOutcomes pending,
            Clock clock) {
        this.propositions = propositions;
        this.requests = requests;
        this.answers = answers;
        this.states = states;
        this.log = log;
        this.pending = pending;
        this.clock = clock;
    }

    /** One report of one proposition. */
    private record Told(Handed handed, OutcomeReport report) {}

    /**
     * Takes those that say of something that was handed out.
     *
     * @return by the position of each of the others, why it was not taken
     * @throws SQLException if PostgreSQL is away and Redis does not know what one of them is about
     * @throws ProblemException 503 while what caps count is counted again, or others write all the time
     */
    public Map<Integer, UnknownProposition> take(List<OutcomeReport> reports) throws SQLException {
        Map<Integer, UnknownProposition> rejected = new LinkedHashMap<>();
        Map<String, List<Told>> byCustomer = new LinkedHashMap<>();
        Map<Integer, RequestIds.Asked> ids = new LinkedHashMap<>();
        Map<String, Optional<String>> hints = new HashMap<>();
        Answered answered = new Answered();
        for (int i = 0; i < reports.size(); i++) {
            try {
                ids.put(i, asked(reports.get(i), hints, answered));
            } catch (UnknownProposition e) {
                rejected.put(i, e);
            }
        }
        Map<String, Handed> known = propositions.find(hints);
        ids.forEach((i, asked) -> {
            List<Handed> handed = handed(asked, reports.get(i), known);
            if (handed.isEmpty()) {
                rejected.put(i, new UnknownProposition("/propositionId", "there is no such proposition"));
            }
            handed.forEach(one -> byCustomer
                    .computeIfAbsent(one.customerId(), customerId -> new ArrayList<>())
                    .add(new Told(one, reports.get(i))));
        });
        take(byCustomer);
        return rejected;
    }

    /**
     * What a report is about: what stood at the time that it says, so that it means the same when it is told again after its
     * request was decided anew.
     */
    private static List<Handed> handed(RequestIds.Asked asked, OutcomeReport report, Map<String, Handed> known) {
        List<Handed> handed = known(asked.propositionIds(), known);
        Instant at = report.at();
        boolean isOfEarlier = at != null
                && !asked.earlier().isEmpty()
                && handed.stream().allMatch(one -> one.decidedAt().isAfter(at));
        return isOfEarlier ? known(asked.earlier(), known) : handed;
    }

    private static List<Handed> known(Set<String> ids, Map<String, Handed> known) {
        return ids.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    private RequestIds.Asked asked(OutcomeReport report, Map<String, Optional<String>> hints, Answered answered)
            throws UnknownProposition, SQLException {
        if (report.propositionId() != null) {
            hints.put(report.propositionId(), Optional.ofNullable(report.customerId()));
            return new RequestIds.Asked("", Set.of(report.propositionId()), Set.of());
        }
        RequestIds.Asked asked =
                answered.to(new RequestIds.Named(Objects.requireNonNull(report.requestId()), report.customerId()));
        asked.propositionIds().forEach(id -> hints.put(id, Optional.of(asked.customerId())));
        if (report.at() != null) {
            asked.earlier().forEach(id -> hints.put(id, Optional.of(asked.customerId())));
        }
        return asked;
    }

    /** What request ids were answered with; each is looked for once, however many reports name it. */
    private final class Answered {
        private final Map<RequestIds.Named, RequestIds.Asked> known = new HashMap<>();
        private final Map<RequestIds.Named, UnknownProposition> unknown = new HashMap<>();

        RequestIds.Asked to(RequestIds.Named named) throws UnknownProposition, SQLException {
            UnknownProposition before = unknown.get(named);
            if (before != null) {
                throw before;
            }
            RequestIds.Asked asked = known.get(named);
            if (asked == null) {
                try {
                    asked = requests.find(named);
                } catch (UnknownProposition e) {
                    unknown.put(named, e);
                    throw e;
                }
                known.put(named, asked);
            }
            return asked;
        }
    }

    private void take(Map<String, List<Told>> byCustomer) throws SQLException {
        Set<String> epochs = new TreeSet<>();
        Map<String, OutcomeRecord> waiting = new HashMap<>();
        byCustomer.forEach((customerId, told) -> waiting.putAll(take(customerId, told, epochs)));
        try {
            log.append(waiting.values());
        } catch (SQLException e) {
            if (!DatabaseFaults.isUnavailable(e)) {
                throw e;
            }
            LOG.debug("outcomes wait to be logged", e);
            return;
        }
        pending.remove(waiting.keySet());
        if (!epochs.isEmpty() && !epochs.equals(Set.of(states.states(List.of()).completeEpoch()))) {
            // what was changed is lost with Redis, and may have come too late to be counted again
            throw ProblemException.unavailable("Redis lost its data meanwhile");
        }
    }

    /** @param epochs to which those in which it was written are added */
    private Map<String, OutcomeRecord> take(String customerId, List<Told> told, Set<String> epochs) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < PERSISTENCE.toNanos()) {
            StoredStates read = withTakers(customerId);
            if (read.completeEpoch().isEmpty()) {
                throw ProblemException.unavailable("what caps count is being counted again");
            }
            Effects effects = new Effects(read);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            told.forEach(one -> effects.add(one.handed(), one.report(), at(one, now), now));
            // before the release, so that no answer is repeated that nothing counts
            answers.forgetSticky(
                    read.states().stream().map(StoredState::customerId).toList(), effects.placements());
            answers.forget(customerId, effects.released());
            if (states.change(effects.change())) {
                epochs.add(read.completeEpoch());
                return effects.records();
            }
        }
        throw ProblemException.unavailable("too many decisions for customer " + customerId + " at once");
    }

    /** The state of the id that a decision was taken for, and of whoever took it in. */
    private StoredStates withTakers(String customerId) {
        Set<String> ids = new LinkedHashSet<>(Set.of(customerId));
        while (true) {
            StoredStates read = states.states(ids);
            int before = ids.size();
            for (StoredState stored : read.states()) {
                ids.addAll(stored.state().takenBy());
            }
            if (ids.size() == before) {
                return read;
            }
        }
    }

    /** Clocks differ: nothing is met before it was decided or after it was told. */
    private static Instant at(Told told, Instant now) {
        Instant said = told.report().at();
        Instant at = said == null || said.isAfter(now) ? now : said.truncatedTo(ChronoUnit.MILLIS);
        Instant decidedAt = told.handed().decidedAt();
        return at.isBefore(decidedAt) ? decidedAt : at;
    }
}
