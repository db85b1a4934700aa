package io.cairn.events.plan;

import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.plan.persistence.SeenRows;
import io.cairn.kit.db.DatabaseFaults;
import io.cairn.model.event.LoggedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Counts the events that are logged, by their names, in memory, and adds that to PostgreSQL every few seconds, so that it
 * costs ingestion next to nothing. Every logged event counts, once; of their properties each of the first and then a sample
 * is looked at. A process that is killed loses what it had not written down.
 */
@ApplicationScoped
public class SeenEvents {
    private static final Logger LOG = Logger.getLogger(SeenEvents.class);

    /** Between two writes; what else comes is not counted, unless it is planned, for names that many are values. */
    private static final int MAX_NAMES = 5_000;

    private static final int ALL_OF_THE_FIRST = 200;
    private static final int ONE_OF = 16;

    /** For how long rates go back, and a day more. */
    static final Duration HOURS_KEPT = Duration.ofDays(8);

    private final SeenRows rows;
    private final Clock clock;

    private Map<String, Tally> tallies = new HashMap<>();
    private final Map<String, Long> seenSinceStart = new HashMap<>();
    private Set<String> planned = Set.of();
    private Instant forgotten = Instant.EPOCH;
    private final ReentrantLock writing = new ReentrantLock();

    SeenEvents(SeenRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Counts events that are new in the log. */
    public synchronized void logged(List<ReceivedEvent> events) {
        events.forEach(this::count);
    }

    /** Counts what is not as planned. */
    synchronized void violation(String name, Violation violation, boolean rejected) {
        if (isKnown(name)) {
            Tally tally = tallies.computeIfAbsent(name, unseen -> new Tally());
            tally.violations++;
            tally.rejected += rejected ? 1 : 0;
            tally.violation = violation.pointer() + ": " + violation.detail();
            tally.violationAt = clock.instant();
        }
    }

    /** Which events are counted however many others there are. */
    synchronized void plan(Set<String> names) {
        planned = names;
    }

    private boolean isKnown(String name) {
        return tallies.size() < MAX_NAMES || tallies.containsKey(name) || planned.contains(name);
    }

    private void count(ReceivedEvent received) {
        LoggedEvent event = received.event();
        String name = event.name();
        if (name == null || !isKnown(name)) {
            return;
        }
        Tally tally = tallies.computeIfAbsent(name, unseen -> new Tally());
        tally.count++;
        tally.first = tally.first == null || event.at().isBefore(tally.first) ? event.at() : tally.first;
        tally.last = Tally.later(tally.last, event.at());
        tally.received = Tally.later(tally.received, received.receivedAt());
        if (event.at().isAfter(received.receivedAt().minus(HOURS_KEPT))) {
            tally.hours.merge(event.at().truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
        }
        long before = seenSinceStart.size() < MAX_NAMES || seenSinceStart.containsKey(name) || planned.contains(name)
                ? seenSinceStart.merge(name, 1L, Long::sum)
                : ALL_OF_THE_FIRST + 1;
        if (before <= ALL_OF_THE_FIRST || before % ONE_OF == 0) {
            tally.sampled++;
            tally.types.add(event.properties());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        write();
    }

    /** Writes down what was counted since the last time; what cannot be written is kept. */
    @Scheduled(every = "${cairn.plan.write-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void write() {
        writing.lock(); // at a stop one may be under way, which is to be waited for
        try {
            add();
            forget();
        } finally {
            writing.unlock();
        }
    }

    private void add() {
        Map<String, Tally> counted;
        synchronized (this) {
            counted = tallies;
            tallies = new HashMap<>();
        }
        try {
            if (!counted.isEmpty()) {
                rows.add(Written.of(counted));
            }
        } catch (SQLException | RuntimeException e) {
            if (DatabaseFaults.isUnavailable(e)) {
                LOG.debugf("what was seen is written down later: %s", e.getMessage());
            } else { // it may be one of these rows, which would fail again
                LOG.warnf("of %d names what their events have is not written down: %s", counted.size(), e.getMessage());
                counted.values().forEach(Tally::forgetContent);
            }
            keep(counted);
        }
    }

    private void forget() {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        if (!hour.isAfter(forgotten)) {
            return;
        }
        try {
            rows.forgetHoursBefore(hour.minus(HOURS_KEPT));
            forgotten = hour;
        } catch (SQLException | RuntimeException e) {
            LOG.debugf("the hours before are forgotten later: %s", e.getMessage());
        }
    }

    private synchronized void keep(Map<String, Tally> counted) {
        counted.forEach((name, tally) -> {
            if (isKnown(name)) {
                tallies.computeIfAbsent(name, unseen -> new Tally()).add(tally);
            }
        });
    }
}
