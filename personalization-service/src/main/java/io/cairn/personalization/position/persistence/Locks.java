package io.cairn.personalization.position.persistence;

import io.cairn.kit.db.Plans;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Transactions that only one replica has at a time, by PostgreSQL's advisory locks. */
final class Locks {
    /** Whoever records positions: "cairnpos". */
    private static final long RECORD = 0x636169726e706f73L;

    /** Whoever looks after time and publications: "cairndut". */
    private static final long DUTY = 0x636169726e647574L;

    /** A replica that hangs in the middle must not keep the others from it. */
    private static final String PATIENCE = "set_config('idle_in_transaction_session_timeout', ?, true)";

    /** Work that may fail as the database does. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private Locks() {}

    /** Waits for whoever records now. */
    static <T> T recording(DataSource dataSource, Work<T> work) throws SQLException {
        return inTransaction(dataSource, connection -> {
            take(connection, "select pg_advisory_xact_lock(?), " + PATIENCE, RECORD, "10s");
            Plans.lookUp(connection);
            return work.with(connection);
        });
    }

    /** Does nothing and gives {@code taken} if another replica is at it. */
    static <T> T onDuty(DataSource dataSource, T taken, Work<T> work) throws SQLException {
        return inTransaction(
                dataSource,
                connection -> take(connection, "select pg_try_advisory_xact_lock(?), " + PATIENCE, DUTY, "60s")
                        ? work.with(connection)
                        : taken);
    }

    static <T> T inTransaction(DataSource dataSource, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static boolean take(Connection connection, String sql, long lock, String patience) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, lock);
            query.setString(2, patience);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return !Boolean.FALSE.equals(rows.getObject(1)); // waiting for one gives nothing
            }
        }
    }
}
