package io.cairn.events.log.persistence;

import io.cairn.events.log.Appended;
import io.cairn.events.log.FrozenJson;
import io.cairn.events.log.PreparedEvent;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.log.Retained;
import io.cairn.events.log.Suspicion;
import io.cairn.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The log. All of some events in one transaction, or none. */
@ApplicationScoped
public class EventLog {
    /** Each attempt loses only to one that won, so a few suffice. */
    private static final int MAX_ATTEMPTS = 20;

    private final DataSource database;
    private final Partitions partitions;
    private final Retained retained;
    private final FrozenJson json;
    private final Suspicion suspicion;
    private volatile long carefulUntil = System.nanoTime();

    EventLog(DataSource database, Partitions partitions, Retained retained, FrozenJson json, Suspicion suspicion) {
        this.database = database;
        this.partitions = partitions;
        this.retained = retained;
        this.json = json;
        this.suspicion = suspicion;
    }

    /** What can be done for an event before its turn comes. */
    public PreparedEvent prepare(ReceivedEvent event) {
        return EventRows.prepare(event, json);
    }

    /** For so long after a message came again none is thought to be new: whoever sends again mostly sends more so. */
    private static final Duration CAREFUL = Duration.ofSeconds(10);

    /** Learns what will have become of events, while it is not certain yet. It must not wait: others wait for the transaction. */
    @FunctionalInterface
    public interface Foresight {
        /** @param durable true when it has come to pass; false when it has not: then nothing of it is true */
        void foresee(Appended appended, CompletableFuture<Boolean> durable);
    }

    /**
     * Adds those of some events that it has not got yet; durable when this returns.
     *
     * @param prepared no two with the same messageId
     * @param foresight told before the last and longest of the work, by each attempt that gets so far; what it was told last came
     *     to pass if this returns
     */
    public void append(List<PreparedEvent> prepared, Foresight foresight) throws SQLException {
        List<ReceivedEvent> events =
                prepared.stream().map(PreparedEvent::received).toList();
        boolean alone = events.stream().anyMatch(ReceivedEvent::mayMergeOrPart);
        boolean allNew = System.nanoTime() - carefulUntil >= 0; // most are
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            partitions.makeFor(events);
            CompletableFuture<Boolean> durable = new CompletableFuture<>();
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    new Append(connection)
                            .run(prepared, allNew, alone, appended -> foresight.foresee(appended, durable));
                    commit(connection);
                    durable.complete(true);
                    return;
                } catch (Error e) {
                    connection.rollback();
                    throw e;
                } catch (SQLException | RuntimeException e) {
                    connection.rollback(); // or the pool would commit what there is
                    if (e instanceof NotRetained) {
                        throw refusal();
                    }
                    if (e instanceof MustBeAlone) {
                        alone = true;
                    } else if (allNew && isState(e, EventRows.EXISTS)) {
                        allNew = false;
                        carefulUntil = System.nanoTime() + CAREFUL.toNanos();
                    } else if (isWithoutPartition(e)) {
                        partitions.forget(); // somebody restored an older database under us
                    } else if (!isConflict(e)) {
                        throw e;
                    }
                }
            } finally {
                durable.complete(false); // unless it is
            }
        }
        throw ProblemException.unavailable("too many requests send the same events at once");
    }

    /** Sent again, the event that is too old is rejected by itself, with the reason. */
    private ProblemException refusal() throws SQLException {
        retained.look();
        return ProblemException.unavailable("what is older than is kept has just left the log: send the events again");
    }

    private void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            suspicion.raise(); // it may have happened all the same
            throw e;
        }
    }

    /** A row that no partition takes breaks a rule, as one does that breaks a check; but that has a name. */
    private static boolean isWithoutPartition(Exception e) {
        if (!(e instanceof PSQLException broken) || !isState(e, "23514")) {
            return false;
        }
        ServerErrorMessage said = broken.getServerErrorMessage();
        return said != null && said.getConstraint() == null;
    }

    /** Serialization failure or deadlock; the order of locks leaves none that we know of. */
    private static boolean isConflict(Exception e) {
        return isState(e, "40001") || isState(e, "40P01");
    }

    private static boolean isState(Exception e, String state) {
        return e instanceof SQLException sql && state.equals(sql.getSQLState());
    }
}
