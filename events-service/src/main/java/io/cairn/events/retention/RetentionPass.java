package io.cairn.events.retention;

import io.cairn.events.log.Retained;
import io.cairn.events.log.persistence.RetainedRow;
import io.cairn.events.rebuild.persistence.AllCustomers;
import io.cairn.events.retention.persistence.ExpiredEvents;
import io.cairn.events.retention.persistence.Partition;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes the events of months that are over for longer than the retention out of the log, once snapshots have what they say,
 * and drops their partitions. One replica at a time; it may stop at any moment, and another goes on.
 */
@ApplicationScoped
class RetentionPass {
    private static final Logger LOG = Logger.getLogger(RetentionPass.class);

    /** Events in one transaction: some hundred milliseconds for which their customers wait. */
    private static final int PAGE = 1_000;

    private final Optional<Retention> retention;
    private final RetainedRow row;
    private final Retained retained;
    private final ExpiredEvents events;
    private final AllCustomers customers;
    private final Clock clock;
    private final int page;

    @Inject
    RetentionPass(
            @ConfigProperty(name = "cairn.log.retention") Optional<String> retention,
            RetainedRow row,
            Retained retained,
            ExpiredEvents events,
            AllCustomers customers,
            Clock clock) {
        this(retention.map(Retention::parse), row, retained, events, customers, clock, PAGE);
    }

    RetentionPass(
            Optional<Retention> retention,
            RetainedRow row,
            Retained retained,
            ExpiredEvents events,
            AllCustomers customers,
            Clock clock,
            int page) {
        this.retention = retention;
        this.row = row;
        this.retained = retained;
        this.events = events;
        this.customers = customers;
        this.clock = clock;
        this.page = page;
    }

    /** A setting that is none is found at the start. */
    void start(@Observes StartupEvent event) {
        retention.ifPresent(kept -> LOG.infof("events are kept for %s", kept.period()));
    }

    /** What another retention left half done is finished even if none is set any more. */
    @Scheduled(every = "${cairn.log.look-every}", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            if (!customers.aloneDo(AllCustomers.Duty.RETENTION, this::run)) {
                LOG.debug("another replica sees to the retention");
            }
        } catch (SQLException e) {
            LOG.warnf("what is older than the retention leaves the log later: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("what is older than the retention leaves the log later", e);
        }
    }

    private void run() throws SQLException {
        Optional<Instant> since = retention.map(kept -> kept.since(clock.instant()));
        if (since.isPresent() && since.get().isAfter(row.since().orElse(Instant.MIN))) {
            row.moveTo(since.get());
        }
        retained.look();
        for (Partition partition : events.expired()) {
            long folded = fold(partition);
            boolean dropped = events.emptied(partition);
            LOG.infof(
                    "%d events before %s left the log for snapshots%s",
                    folded, partition.until(), dropped ? ", and partition " + partition.name() + " is dropped" : "");
        }
    }

    /** All events of a partition's past; an event that a join gives to a customer who was passed already is found again. */
    private long fold(Partition partition) throws SQLException {
        long folded = 0;
        String after = "";
        while (true) {
            ExpiredEvents.Page done = events.fold(partition, after, page);
            folded += done.events();
            if (done.customer().isEmpty() && after.isEmpty()) {
                return folded;
            }
            after = done.customer().orElse("");
        }
    }
}
