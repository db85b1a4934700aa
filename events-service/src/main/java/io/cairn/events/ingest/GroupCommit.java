package io.cairn.events.ingest;

import io.cairn.events.log.Appended;
import io.cairn.events.log.PreparedEvent;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.log.persistence.EventLog;
import io.cairn.events.profile.Profiles;
import io.cairn.kit.db.DatabaseFaults;
import io.cairn.kit.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Logs what requests bring, and brings the profiles up to date: all that waits in one transaction, with one write for each
 * customer. So a flood of small requests costs hardly more than one large one, while a lone request waits for nobody. While
 * one group goes into the profiles the next one goes into the log, by another thread; none overtakes another, so that each
 * finds the profiles as the one before left them. Nobody is told before all of it is done.
 */
@ApplicationScoped
public class GroupCommit {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);

    /** One that logs, one that follows. */
    private static final int THREADS = 2;

    private final EventLog log;
    private final Profiles profiles;
    private final int maxEvents;
    private final ExecutorService threads;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final Lock logging = new ReentrantLock();
    private final Lock following = new ReentrantLock();

    /**
     * The events of one request.
     *
     * @param events no two with the same messageId
     */
    private record Entry(List<PreparedEvent> events, CompletableFuture<Logged> logged) {
        /** Whether it may make known customers one, for which all others wait: not in a group. */
        boolean isAlone() {
            return events.stream().anyMatch(event -> event.received().mayMergeOrPart());
        }
    }

    GroupCommit(EventLog log, Profiles profiles, @ConfigProperty(name = "cairn.ingest.max-group") int maxEvents) {
        this.log = log;
        this.profiles = profiles;
        this.maxEvents = maxEvents;
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread writer = new Thread(work, "log-writer");
            writer.setDaemon(true);
            return writer;
        });
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < THREADS; i++) {
            Future<?> unused = threads.submit(this::write);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    /**
     * Completes when the events are in the log for good and in the profiles or soon to be; exceptionally with a
     * ProblemException 503 if sending them again may help.
     *
     * @param events at least one; no two with the same messageId
     */
    CompletableFuture<Logged> append(List<ReceivedEvent> events) {
        Entry entry = new Entry(events.stream().map(log::prepare).toList(), new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(entry);
            waiting.notify();
        }
        return entry.logged();
    }

    private void write() {
        try {
            while (true) {
                awaitFirst();
                logging.lockInterruptibly(); // more may come meanwhile, or another take it
                List<Entry> group = next();
                if (group.isEmpty()) {
                    logging.unlock();
                } else {
                    writeTogether(group);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the service stops
        }
    }

    private void awaitFirst() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty()) {
                waiting.wait();
            }
        }
    }

    /** All that waits, as far as it goes into one transaction. */
    private List<Entry> next() {
        synchronized (waiting) {
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
        return !first.isAlone() && !next.isAlone() && events + next.events().size() <= maxEvents;
    }

    /** Whoever calls it has locked {@link #logging}, which is free again when it returns. */
    private void writeTogether(List<Entry> group) {
        Map<String, PreparedEvent> distinct = new LinkedHashMap<>();
        List<List<ReceivedEvent>> first = new ArrayList<>();
        for (Entry entry : group) {
            first.add(entry.events().stream()
                    .filter(event -> distinct.putIfAbsent(event.received().messageId(), event) == null)
                    .map(PreparedEvent::received)
                    .toList());
        }
        try {
            Appended appended = logAndFollow(List.copyOf(distinct.values()));
            for (int i = 0; i < group.size(); i++) {
                group.get(i).logged().complete(Logged.of(first.get(i), appended));
            }
        } catch (SQLException | RuntimeException | Error e) {
            fail(group, e);
        }
    }

    private Appended logAndFollow(List<PreparedEvent> events) throws SQLException {
        Appended appended;
        try {
            appended = log.append(events);
            following.lock(); // before anybody else may log: nobody overtakes
        } finally {
            logging.unlock();
        }
        try {
            profiles.follow(appended);
            return appended;
        } finally {
            following.unlock();
        }
    }

    /** One request may be at fault for the failure of all: each gets its own try, unless it is PostgreSQL that is away. */
    private void fail(List<Entry> group, Throwable fault) {
        if (DatabaseFaults.isUnavailable(fault)) {
            LOG.warnf("PostgreSQL is unavailable: %s", fault.getMessage());
            List<Entry> failed = new ArrayList<>(group);
            synchronized (waiting) { // or they would wait as long again for the same answer
                failed.addAll(waiting);
                waiting.clear();
            }
            failed.forEach(entry -> entry.logged()
                    .completeExceptionally(
                            ProblemException.unavailable("the event log is unavailable: send the events again")));
        } else if (group.size() > 1) {
            for (Entry entry : group) {
                logging.lock();
                writeTogether(List.of(entry));
            }
        } else {
            group.get(0).logged().completeExceptionally(fault);
        }
    }
}
