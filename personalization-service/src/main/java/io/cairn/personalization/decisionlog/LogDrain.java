package io.cairn.personalization.decisionlog;

import io.cairn.kit.db.DatabaseFaults;
import io.cairn.personalization.decisionlog.PendingDecisions.Pending;
import io.cairn.personalization.decisionlog.persistence.LogLock;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Moves pending decisions and outcomes from Redis to PostgreSQL, a page at a time. */
@ApplicationScoped
public class LogDrain {
    /** Its share of a page is read from Redis, and written, in less. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Logger LOG = Logger.getLogger(LogDrain.class);

    private final PendingDecisions pending;
    private final PendingOutcomes outcomes;
    private final LogLock lock;

    LogDrain(PendingDecisions pending, PendingOutcomes outcomes, LogLock lock) {
        this.pending = pending;
        this.outcomes = outcomes;
        this.lock = lock;
    }

    /** Moves what was pending at the call. SQLException and RedisUnavailable: what is left stays pending. */
    public void drain() throws SQLException {
        String from = "0";
        boolean more = pending.count() > 0; // where nothing waits, PostgreSQL is not asked
        while (more) {
            from = page(from);
            more = !from.equals("0");
        }
        do {
            from = outcomes(from);
        } while (!from.equals("0"));
    }

    private String outcomes(String from) throws SQLException {
        PendingOutcomes.Some some = outcomes.some(from);
        if (some.outcomes().isEmpty()) {
            return some.next();
        }
        boolean[] logged = {false};
        lock.runUnlessTaken(PATIENCE, writer -> {
            writer.appendOutcomes(some.outcomes().values());
            logged[0] = true;
        });
        if (!logged[0]) {
            return "0"; // another replica is at it
        }
        outcomes.remove(some.outcomes().keySet());
        return some.next();
    }

    private String page(String from) throws SQLException {
        List<String> next = new ArrayList<>(List.of("0")); // the end, unless the lock is ours
        List<Pending> logged = new ArrayList<>();
        try {
            lock.runUnlessTaken(PATIENCE, writer -> {
                PendingDecisions.Some some = pending.some(from);
                next.set(0, some.next());
                writer.append(some.decisions());
                logged.addAll(some.decisions());
            });
        } catch (SQLException e) {
            if (DatabaseFaults.isUnavailable(e)) {
                throw e;
            }
            LOG.error("decisions could not be logged together; logging them one by one", e);
            logged.clear();
            oneByOne(pending.some(from).decisions(), logged);
        }
        if (!logged.isEmpty()) {
            pending.remove(logged);
        }
        return next.get(0);
    }

    /** One that cannot be logged keeps no other from it; it stays pending, and is reported each time. */
    private void oneByOne(List<Pending> decisions, List<Pending> logged) throws SQLException {
        for (Pending decision : decisions) {
            try {
                lock.runUnlessTaken(PATIENCE, writer -> {
                    writer.append(List.of(decision));
                    logged.add(decision);
                });
            } catch (SQLException e) {
                if (DatabaseFaults.isUnavailable(e)) {
                    throw e;
                }
                LOG.errorf(e, "decision %s cannot be logged", decision.record().decisionId());
            }
        }
    }
}
