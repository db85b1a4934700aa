package io.cairn.personalization.decisionlog;

import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.CapsMarker;
import io.cairn.personalization.customer.CustomerQuery;
import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.CustomerStore;
import io.cairn.personalization.customer.LoadedCustomer;
import io.cairn.personalization.customer.Recorded;
import io.cairn.personalization.customer.Recording;
import io.cairn.personalization.customer.StateCodec;
import io.cairn.personalization.decisionlog.persistence.LogLock;
import io.cairn.personalization.decisionlog.persistence.LogWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Counts again, from the log, what was handed out before Redis lost its data. Decisions go on meanwhile, without what is
 * capped. Each step may be repeated: what is there already is not added again.
 */
@ApplicationScoped
public class CapsRebuild {
    private static final Logger LOG = Logger.getLogger(CapsRebuild.class);
    private static final int REPORT_EVERY = 10_000;

    private final CapsMarker marker;
    private final CustomerStore customers;
    private final LogLock lock;
    private final Clock clock;

    CapsRebuild(CapsMarker marker, CustomerStore customers, LogLock lock, Clock clock) {
        this.marker = marker;
        this.customers = customers;
        this.lock = lock;
        this.clock = clock;
    }

    /** Does nothing if all is there, or another replica is at it. SQLException, RedisUnavailable: to be done again. */
    public void rebuildIfLost() throws SQLException {
        if (!marker.isComplete()) {
            lock.runUnlessTaken(this::rebuild);
        }
    }

    private void rebuild(LogWriter log) throws SQLException {
        String epoch = marker.epoch();
        if (marker.isComplete()) {
            return;
        }
        Progress progress = new Progress();
        log.contactsBefore(epoch, (customerId, contacts) -> {
            merge(customerId, state -> Merge.contacts(state, contacts));
            progress.step();
        });
        log.positionsBefore(epoch, (customerId, positions) -> before(customerId, positions)
                .ifPresent(before -> merge(customerId, state -> Merge.positions(state, before.positions()))));
        log.answersBefore(
                epoch,
                clock.instant().minus(CustomerStore.ANSWERS_FOR),
                (customerId, answered) -> customers.restore(
                        customerId,
                        new CustomerQuery.AskedBefore(answered.requestId(), answered.placements()),
                        new Answer(answered.json(), answered.trace())));
        if (marker.complete(epoch, log.totalsBefore(epoch))) {
            LOG.infof("caps are known: %d customers were counted again from the decision log", progress.customers);
        }
    }

    /** One row that cannot be read costs one customer her earlier {@code since}, not everybody their caps. */
    private static Optional<CustomerState> before(String customerId, String positions) {
        try {
            return Optional.of(StateCodec.decode(positions));
        } catch (IllegalArgumentException e) {
            LOG.errorf(e, "the logged positions of customer %s are damaged and left out", customerId);
            return Optional.empty();
        }
    }

    private void merge(String customerId, UnaryOperator<CustomerState> with) {
        Recorded recorded;
        do {
            LoadedCustomer loaded = customers.load(CustomerQuery.of(customerId));
            CustomerState merged = with.apply(loaded.state());
            recorded = merged.equals(loaded.state())
                    ? new Recorded.Written()
                    : customers.record(Recording.of(loaded, merged));
        } while (!(recorded instanceof Recorded.Written));
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
