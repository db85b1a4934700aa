package io.cairn.personalization.position.persistence;

import io.cairn.kit.db.Plans;
import io.cairn.kit.db.Transactions;
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

    private Locks() {}

    /** Waits for whoever records now. */
    static <T> T recording(DataSource dataSource, Transactions.Work<T> work) throws SQLException {
        return Transactions.inTransaction(dataSource, connection -> {
            take(connection, "select pg_advisory_xact_lock(?), " + PATIENCE, RECORD, "10s");
            Plans.lookUp(connection);
            return work.with(connection);
        });
    }

    /** Does nothing and gives {@code taken} if another replica is at it. */
    static <T> T onDuty(DataSource dataSource, T taken, Transactions.Work<T> work) throws SQLException {
        return Transactions.inTransaction(
                dataSource,
                connection -> take(connection, "select pg_try_advisory_xact_lock(?), " + PATIENCE, DUTY, "60s")
                        ? work.with(connection)
                        : taken);
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
