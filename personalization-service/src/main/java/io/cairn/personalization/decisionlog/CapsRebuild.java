package io.cairn.personalization.decisionlog;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.caps.Retention;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.customer.CapsMarker;
import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.KeptAnswers;
import io.cairn.personalization.customer.Lifetime;
import io.cairn.personalization.customer.StateChange;
import io.cairn.personalization.customer.StateCodec;
import io.cairn.personalization.customer.StateStore;
import io.cairn.personalization.customer.StoredState;
import io.cairn.personalization.customer.StoredStates;
import io.cairn.personalization.decisionlog.persistence.LogLock;
import io.cairn.personalization.decisionlog.persistence.LogWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Counts again, from the log, what was handed out before Redis lost its data. Decisions go on meanwhile, without what is
 * capped. Each step may be repeated: what is there already is not added again.
 */
@ApplicationScoped
public class CapsRebuild {
    /** All that there is may be looked at in Redis meanwhile. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(CapsRebuild.class);
    private static final int REPORT_EVERY = 10_000;

    /** No two time zones are further apart: what counts in some zone now counted in each that long ago. */
    static final Duration ZONES_APART = Duration.ofHours(26);

    private final CapsMarker marker;
    private final KeptAnswers answers;
    private final StateStore states;
    private final Catalogues catalogues;
    private final PendingDecisions pending;
    private final LogDrain drain;
    private final LogLock lock;
    private final Clock clock;

    CapsRebuild(
            CapsMarker marker,
            KeptAnswers answers,
            StateStore states,
            Catalogues catalogues,
            PendingDecisions pending,
            LogDrain drain,
            LogLock lock,
            Clock clock) {
        this.marker = marker;
        this.answers = answers;
        this.states = states;
        this.catalogues = catalogues;
        this.pending = pending;
        this.drain = drain;
        this.lock = lock;
        this.clock = clock;
    }

    /** Does nothing if all is there, or another replica is at it. SQLException, RedisUnavailable: to be done again. */
    public void rebuildIfLost() throws SQLException {
        if (catalogues.isLoaded() && !marker.isComplete()) {
            String epoch = marker.epoch();
            drain.drain();
            lock.runUnlessTaken(PATIENCE, log -> rebuild(epoch, log));
        }
    }

    private void rebuild(String epoch, LogWriter log) throws SQLException {
        if (marker.isComplete()) {
            return;
        }
        appendEarlier(epoch, log);
        Instant now = clock.instant();
        // first: a message that is rendered again meanwhile is to be the same
        log.answersBefore(
                epoch,
                now.minus(longestKept()),
                released -> answers.forgetReleased(released, clock.instant()),
                kept -> answers.restore(kept, clock.instant()));
        // before the contacts: what fails in between is then counted once too often rather than released twice
        Map<String, Long> totals = log.totalsBefore(epoch);
        Retention retention = new Retention(catalogues.current());
        Progress progress = new Progress();
        Merging contacts = new Merging(retention);
        log.contactsBefore(epoch, retention.horizon(now), (customerId, handedOut) -> {
            contacts.add(customerId, state -> {
                List<Contact> all = state.plusContacts(handedOut).contacts();
                return state.withContacts(retention.kept(all, now.minus(ZONES_APART), ZoneOffset.UTC));
            });
            progress.step();
        });
        contacts.flush();
        Merging positions = new Merging(retention);
        log.positionsBefore(epoch, (customerId, logged) -> before(customerId, logged)
                .ifPresent(before -> positions.add(customerId, state -> Merge.positions(state, before.positions()))));
        positions.flush();
        if (marker.complete(epoch, totals)) {
            LOG.infof("caps are known: %d customers were counted again from the decision log", progress.customers);
        }
    }

    private Duration longestKept() {
        return catalogues.current().placements().stream()
                .map(placement -> placement.placement().stickyFor())
                .filter(stickyFor -> stickyFor.compareTo(KeptAnswers.FOR) > 0)
                .max(Comparator.naturalOrder())
                .orElse(KeptAnswers.FOR);
    }

    /** What a Redis that was restarted still has of earlier epochs must be in the log, too, where it is counted. */
    private void appendEarlier(String epoch, LogWriter log) throws SQLException {
        String from = "0";
        do {
            PendingDecisions.Some some = pending.some(from);
            log.appendIfPossible(some.decisions().stream()
                    .filter(decision -> !decision.epoch().equals(epoch))
                    .toList());
            from = some.next();
        } while (!from.equals("0"));
    }

    /** One row that cannot be read costs one customer her earlier {@code since}, not everybody their caps. */
    static Optional<CustomerState> before(String customerId, String positions) {
        try {
            return Optional.of(StateCodec.fromJson(positions));
        } catch (IllegalArgumentException e) {
            LOG.errorf(e, "the logged positions of customer %s are damaged and left out", customerId);
            return Optional.empty();
        }
    }

    /**
     * Adds to the states of the ids that decisions were taken for, wherever they lead: a join takes them in again. Of some at a
     * time, as each round trip costs more than what it is for.
     */
    private final class Merging {
        private static final int SOME = 100;

        private final Retention retention;
        private final Map<String, UnaryOperator<CustomerState>> waiting = new LinkedHashMap<>();

        Merging(Retention retention) {
            this.retention = retention;
        }

        /** @param customerId each once */
        void add(String customerId, UnaryOperator<CustomerState> with) {
            waiting.put(customerId, with);
            if (waiting.size() >= SOME) {
                flush();
            }
        }

        void flush() {
            while (!waiting.isEmpty()) { // those that somebody else wrote in between, again
                List<String> ids = List.copyOf(waiting.keySet());
                StoredStates read = states.states(ids);
                List<Boolean> written = states.changeEach(read.states().stream()
                        .map(stored -> change(read.completeEpoch(), stored))
                        .toList());
                for (int i = 0; i < ids.size(); i++) {
                    if (written.get(i)) {
                        waiting.remove(ids.get(i));
                    }
                }
            }
        }

        private StateChange change(String completeEpoch, StoredState stored) {
            CustomerState merged =
                    Objects.requireNonNull(waiting.get(stored.customerId())).apply(stored.state());
            Lifetime lifetime = Lifetime.of(retention, merged.contacts());
            return new StateChange(
                    completeEpoch, List.of(new StateChange.New(stored, merged, lifetime)), Map.of(), Map.of());
        }
    }

    private static final class Progress {
        private int customers;

        void step() {
            customers++;
            if (customers % REPORT_EVERY == 0) {
                LOG.infof("counting again what caps count: %d customers so far", customers);
            }
        }
    }
}
