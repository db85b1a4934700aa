package io.cairn.personalization.decisionlog;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.caps.Retention;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.Lifetime;
import io.cairn.personalization.customer.StateChange;
import io.cairn.personalization.customer.StateStore;
import io.cairn.personalization.customer.StoredState;
import io.cairn.personalization.customer.StoredStates;
import io.cairn.personalization.decisionlog.PendingDecisions.Pending;
import io.cairn.personalization.decisionlog.persistence.LogLock;
import io.cairn.personalization.decisionlog.persistence.LogWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Counts again, from the log, what single states held that were damaged. Until then they stay marked as incomplete, and
 * what is capped is withheld from whoever they are of; what she is handed meanwhile goes into them as ever.
 */
@ApplicationScoped
public class StateRestore {
    /** All that there is may be looked at in Redis meanwhile. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(StateRestore.class);

    /** Then one is restored when it is met again. */
    private static final int MOST_WAITING = 10_000;

    private final StateStore states;
    private final Catalogues catalogues;
    private final PendingDecisions pending;
    private final LogLock lock;
    private final Clock clock;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    StateRestore(StateStore states, Catalogues catalogues, PendingDecisions pending, LogLock lock, Clock clock) {
        this.states = states;
        this.catalogues = catalogues;
        this.pending = pending;
        this.lock = lock;
        this.clock = clock;
    }

    /** Asks for the states of these ids; returns at once. */
    public void request(Collection<String> customerIds) {
        for (String customerId : customerIds) {
            if (waiting.size() < MOST_WAITING) {
                waiting.add(customerId);
            }
        }
    }

    /** Does what was asked for. SQLException, RedisUnavailable: what is left is done with the next call. */
    void restoreWaiting() throws SQLException {
        if (waiting.isEmpty() || !catalogues.isLoaded()) {
            return;
        }
        lock.runUnlessTaken(PATIENCE, log -> {
            for (String customerId : List.copyOf(waiting)) {
                restore(customerId, log);
                waiting.remove(customerId);
            }
        });
    }

    private void restore(String customerId, LogWriter log) throws SQLException {
        StateChange change;
        do {
            // read first: what is handed out after that changes the state, and what was before is pending or logged
            StoredStates read = states.states(List.of(customerId));
            StoredState stored = read.states().get(0);
            if (!stored.isIncomplete()) {
                return;
            }
            log.append(pending(customerId));
            CustomerState restored = restored(stored.state(), customerId, log);
            Lifetime lifetime = Lifetime.of(retention(), restored.contacts());
            change = new StateChange(
                    read.completeEpoch(), List.of(new StateChange.New(stored, restored, lifetime)), Map.of(), Map.of());
        } while (!states.change(change));
        LOG.infof("the state of customer %s was damaged and is restored from the log", customerId);
    }

    private CustomerState restored(CustomerState state, String customerId, LogWriter log) throws SQLException {
        Instant now = clock.instant();
        Retention retention = retention();
        CustomerState all = state.plusContacts(log.contacts(customerId, retention.horizon(now)));
        List<Contact> kept = retention.kept(all.contacts(), now.minus(CapsRebuild.ZONES_APART), ZoneOffset.UTC);
        Optional<CustomerState> before =
                log.positions(customerId).flatMap(positions -> CapsRebuild.before(customerId, positions));
        CustomerState counted = all.withContacts(kept).completed();
        return before.map(positions -> Merge.positions(counted, positions.positions()))
                .orElse(counted);
    }

    private List<Pending> pending(String customerId) {
        List<Pending> hers = new ArrayList<>();
        String from = "0";
        do {
            PendingDecisions.Some some = pending.some(from);
            some.decisions().stream()
                    .filter(decision -> decision.record().customerId().equals(customerId))
                    .forEach(hers::add);
            from = some.next();
        } while (!from.equals("0"));
        return hers;
    }

    private Retention retention() {
        return new Retention(catalogues.current());
    }
}
