package io.cairn.events.ingest;

import io.cairn.events.log.Appended;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Logs what requests bring, and brings the profiles up to date: a few writers, each of which takes all that waits into one
 * transaction, and one write for each customer. So a flood of small requests costs hardly more than one large one, while a
 * lone request waits for nobody. Nobody is told before all of it is done.
 */
@ApplicationScoped
public class GroupCommit {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);

    private final EventLog log;
    private final Profiles profiles;
    private final int writers;
    private final int maxEvents;
    private final ExecutorService threads;
    private final Deque<Entry> waiting = new ArrayDeque<>();

    /**
     * The events of one request.
     *
     * @param events no two with the same messageId
     */
    private record Entry(List<ReceivedEvent> events, CompletableFuture<Logged> logged) {
        /** Whether it may make known customers one, for which all others wait: not in a group. */
        boolean isAlone() {
            return events.stream().anyMatch(ReceivedEvent::mayMergeOrPart);
        }
    }

    GroupCommit(
            EventLog log,
            Profiles profiles,
            @ConfigProperty(name = "cairn.ingest.writers") int writers,
            @ConfigProperty(name = "cairn.ingest.max-group") int maxEvents) {
        this.log = log;
        this.profiles = profiles;
        this.writers = writers;
        this.maxEvents = maxEvents;
        this.threads = Executors.newFixedThreadPool(writers, work -> {
            Thread writer = new Thread(work, "log-writer");
            writer.setDaemon(true);
            return writer;
        });
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < writers; i++) {
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
        Entry entry = new Entry(events, new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(entry);
            waiting.notify();
        }
        return entry.logged();
    }

    private void write() {
        try {
            while (true) {
                writeTogether(next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the service stops
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
            do {
                Entry entry = waiting.remove();
                group.add(entry);
                events += entry.events().size();
            } while (!group.get(0).isAlone()
                    && !waiting.isEmpty()
                    && !waiting.element().isAlone()
                    && events + waiting.element().events().size() <= maxEvents);
            return group;
        }
    }

    private void writeTogether(List<Entry> group) {
        try {
            Map<String, ReceivedEvent> distinct = new LinkedHashMap<>();
            List<List<ReceivedEvent>> first = new ArrayList<>();
            for (Entry entry : group) {
                first.add(entry.events().stream()
                        .filter(event -> distinct.putIfAbsent(event.messageId(), event) == null)
                        .toList());
            }
            Appended appended = log.append(List.copyOf(distinct.values()));
            profiles.follow(appended);
            for (int i = 0; i < group.size(); i++) {
                group.get(i).logged().complete(Logged.of(first.get(i), appended));
            }
        } catch (SQLException | RuntimeException | Error e) {
            fail(group, e);
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
            group.forEach(entry -> writeTogether(List.of(entry)));
        } else {
            group.get(0).logged().completeExceptionally(fault);
        }
    }
}
