package io.cairn.kit.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Statements over all of a log: of ten million rows it may be minutes before PostgreSQL answers at all. */
public final class Patience {
    private static final Duration SILENCE = Duration.ofMinutes(30);

    private Patience() {}

    private interface Execution<T> {
        T execute() throws SQLException;
    }

    /** Waits for the first rows for up to half an hour; for those that follow as long as the connection usually does. */
    public static ResultSet query(PreparedStatement statement) throws SQLException {
        return patiently(statement.getConnection(), statement::executeQuery);
    }

    /** How many rows it changed, for which it waits up to half an hour. */
    public static int update(PreparedStatement statement) throws SQLException {
        return patiently(statement.getConnection(), statement::executeUpdate);
    }

    private static <T> T patiently(Connection connection, Execution<T> statement) throws SQLException {
        int usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(SILENCE.toMillis()));
        try {
            return statement.execute();
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, usual);
            }
        }
    }
}
