package io.cairn.personalization.decisionlog.persistence;

import io.cairn.kit.db.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Lets one replica at a time write the log: what one has read from Redis and not yet written must not be missed by
 * another that counts, from the log, what was handed out before Redis lost its data; and what one looks up in the log before it
 * appends, so that nothing is logged twice, stays so.
 */
@ApplicationScoped
public class LogLock {
    /** Names the lock among PostgreSQL's advisory locks: "cairnlog". */
    private static final long LOCK = 0x636169726e6c6f67L;

    /** Work that may fail as the database does. */
    @FunctionalInterface
    public interface Work {
        void run(LogWriter writer) throws SQLException;
    }

    private final DataSource dataSource;
    private final DecisionLogRepository log;
    private final OutcomeRepository outcomes;

    LogLock(DataSource dataSource, DecisionLogRepository log, OutcomeRepository outcomes) {
        this.dataSource = dataSource;
        this.log = log;
        this.outcomes = outcomes;
    }

    /**
     * Does the work in a transaction, unless another replica is at it.
     *
     * @param patience for how long it may leave the database alone: who hangs, or has vanished, keeps the others from it so long
     */
    public void runUnlessTaken(Duration patience, Work work) throws SQLException {
        Transactions.inTransaction(dataSource, connection -> {
            boolean isTaken = tryTake(connection, patience);
            if (isTaken) {
                work.run(new LogWriter(connection, log, outcomes));
            }
            return isTaken;
        });
    }

    private static boolean tryTake(Connection connection, Duration patience) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select pg_try_advisory_xact_lock(?), set_config('"
                + "idle_in_transaction_session_timeout', ?, true)")) {
            query.setLong(1, LOCK);
            query.setString(2, patience.toMillis() + "ms");
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }
}
