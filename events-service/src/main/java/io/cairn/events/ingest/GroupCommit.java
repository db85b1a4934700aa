package io.cairn.events.ingest;

import io.cairn.events.log.Appended;
import io.cairn.events.log.PreparedEvent;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.log.persistence.EventLog;
import io.cairn.events.profile.Profiles;
import io.cairn.kit.db.DatabaseFaults;
import io.cairn.kit.problem.ProblemException;
import io.cairn.kit.threads.Daemons;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Logs what requests bring, and brings the profiles up to date: all that waits in one transaction, with one write for each
 * customer. So a flood of small requests costs hardly more than one large one, while a lone request waits for nobody. One
 * thread logs, another follows, in the same order, so that each group finds the profiles as the one before left them; the
 * profiles of a group are read and folded while the log is still being written. Nobody is told before all of it is done.
 */
@ApplicationScoped
public class GroupCommit {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);

    private final EventLog log;
    private final Profiles profiles;
    private final int maxEvents;
    private final ExecutorService logger = thread("log-writer");
    private final ExecutorService follower = thread("log-follower");
    private final Deque<Entry> waiting = new ArrayDeque<>();

    /** What follows the group that was logged last; only for the thread that logs. */
    private Future<?> following = CompletableFuture.completedFuture(null);

    /**
     * The events of one request.
     *
     * @param events no two with the same messageId
     * @param alone whether it is logged by itself: it may make known customers one, for which all others wait, or a group
     *     failed that it was in
     */
    private record Entry(List<PreparedEvent> events, CompletableFuture<Logged> logged, boolean alone) {
        Entry byItself() {
            return new Entry(events, logged, true);
        }

        /** Whether it may move events of others, of which there may be very many. */
        boolean joins() {
            return events.stream()
                    .map(PreparedEvent::received)
                    .anyMatch(
                            event -> event.join().isPresent() || event.unjoin().isPresent());
        }
    }

    GroupCommit(EventLog log, Profiles profiles, @ConfigProperty(name = "cairn.ingest.max-group") int maxEvents) {
        this.log = log;
        this.profiles = profiles;
        this.maxEvents = maxEvents;
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(Daemons.named(name));
    }

    void start(@Observes StartupEvent event) {
        Future<?> unused = logger.submit(this::write);
    }

    void stop(@Observes ShutdownEvent event) {
        logger.shutdownNow();
        follower.shutdown(); // what is logged is followed
    }

    /**
     * Completes when the events are in the log for good and in the profiles or soon to be; exceptionally with a
     * ProblemException 503 if sending them again may help.
     *
     * @param events at least one; no two with the same messageId
     */
    CompletableFuture<Logged> append(List<ReceivedEvent> events) {
        Entry entry = new Entry(
                events.stream().map(log::prepare).toList(),
                new CompletableFuture<>(),
                events.stream().anyMatch(ReceivedEvent::mayMergeOrPart));
        boolean isStopped;
        synchronized (waiting) {
            isStopped = logger.isShutdown(); // nobody would log it
            if (!isStopped) {
                waiting.add(entry);
                waiting.notify();
            }
        }
        if (isStopped) {
            refuse(List.of(entry));
        }
        return entry.logged();
    }

    private void write() {
        try {
            while (true) {
                List<Entry> group = next();
                try {
                    writeTogether(group);
                } catch (RuntimeException | Error e) { // else nothing would be logged any more
                    LOG.error("a group of events failed", e);
                    group.forEach(entry -> entry.logged().completeExceptionally(e));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the service stops
            refuse(List.of());
        }
    }

    /** All that waits, as far as it goes into one transaction; waits for the first. */
    private List<Entry> next() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty()) {
                waiting.wait();
            }
            List<Entry> group = new ArrayList<>();
            int events = 0;
            while (!waiting.isEmpty() && (group.isEmpty() || joins(waiting.element(), group.get(0), events))) {
                Entry entry = waiting.remove();
                group.add(entry);
                events += entry.events().size();
            }
            return group;
        }
    }

    /** Whether one that waits goes into the transaction of another, together with so many events. */
    private boolean joins(Entry next, Entry first, int events) {
        return !first.alone() && !next.alone() && events + next.events().size() <= maxEvents;
    }

    private void writeTogether(List<Entry> group) throws InterruptedException {
        Map<String, PreparedEvent> distinct = new LinkedHashMap<>();
        List<List<ReceivedEvent>> first = new ArrayList<>();
        for (Entry entry : group) {
            first.add(entry.events().stream()
                    .filter(event -> distinct.putIfAbsent(event.received().messageId(), event) == null)
                    .map(PreparedEvent::received)
                    .toList());
        }
        Future<?> before = following;
        try {
            log.append(
                    List.copyOf(distinct.values()),
                    (appended, durable) -> following = follower.submit(() -> follow(group, first, appended, durable)));
        } catch (SQLException | RuntimeException | Error e) {
            fail(group, e);
        }
        awaitEnd(before); // so that more comes together meanwhile than if every group were logged at once
    }

    private static void awaitEnd(Future<?> following) throws InterruptedException {
        try {
            following.get();
        } catch (ExecutionException e) {
            LOG.error("what follows the log failed", e); // it sees to its failures itself, so this should never be
        }
    }

    private void follow(
            List<Entry> group, List<List<ReceivedEvent>> first, Appended appended, CompletableFuture<Boolean> durable) {
        try {
            if (profiles.follow(appended, durable)) {
                for (int i = 0; i < group.size(); i++) {
                    group.get(i).logged().complete(Logged.of(first.get(i), appended));
                }
            }
        } catch (SQLException | RuntimeException | Error e) {
            fail(group, e);
        }
    }

    /**
     * One request may be at fault for the failure of all: each gets its own try, unless it is PostgreSQL that is away. What
     * took too long is held against those that join, and the others are tried without them.
     */
    private void fail(List<Entry> group, Throwable fault) {
        boolean slowToJoin = DatabaseFaults.isTimeout(fault) && group.stream().anyMatch(Entry::joins);
        if (DatabaseFaults.isUnavailable(fault) && !slowToJoin) {
            LOG.warnf("PostgreSQL is unavailable: %s", fault.getMessage());
            refuse(group);
        } else if (logger.isShutdown()) {
            refuse(group);
        } else if (group.size() > 1) {
            List<Entry> again = slowToJoin ? joiningLast(group) : group;
            synchronized (waiting) {
                for (int i = again.size() - 1; i >= 0; i--) {
                    Entry entry = again.get(i);
                    waiting.addFirst(slowToJoin && !entry.joins() ? entry : entry.byItself());
                }
                waiting.notify();
            }
        } else {
            group.get(0)
                    .logged()
                    .completeExceptionally(
                            slowToJoin
                                    ? ProblemException.unavailable("a join of ids took too long: send the events again")
                                    : fault);
        }
    }

    private static List<Entry> joiningLast(List<Entry> group) {
        return group.stream().sorted(Comparator.comparing(Entry::joins)).toList();
    }

    /** Some, and all that wait: or they would wait as long again for the same answer. */
    private void refuse(List<Entry> group) {
        List<Entry> refused = new ArrayList<>(group);
        synchronized (waiting) {
            refused.addAll(waiting);
            waiting.clear();
        }
        refused.forEach(entry -> entry.logged()
                .completeExceptionally(
                        ProblemException.unavailable("the event log is unavailable: send the events again")));
    }
}
