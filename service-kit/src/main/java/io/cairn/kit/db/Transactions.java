package io.cairn.kit.db;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Work in a transaction of its own, where one of JTA would be no help: with COPY, savepoints, or settings of the connection. */
public final class Transactions {
    /** Work that may fail as the database does. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private Transactions() {}

    /** All that the work writes is durable when this returns; nothing of it if the work throws, whatever that is. */
    public static <T> T inTransaction(DataSource dataSource, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback(); // of nothing, after the commit; else the next line would commit what there is
                connection.setAutoCommit(true);
            }
        }
    }
}
