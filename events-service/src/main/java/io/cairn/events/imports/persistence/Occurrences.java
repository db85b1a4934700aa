package io.cairn.events.imports.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Counts equal rows of one file, however long it is: in a temporary table of PostgreSQL, which costs no memory here and no
 * WAL there, and goes with its connection.
 */
public final class Occurrences implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Occurrences.class);

    private final Connection connection;

    /** Holds a connection until it is closed. */
    public Occurrences(DataSource database) throws SQLException {
        connection = database.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TEMPORARY TABLE import_row (fingerprint bigint PRIMARY KEY, seen bigint NOT NULL)");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** For each row the how manieth of its kind it is, from 1, those of earlier calls counted in. */
    public long[] of(long[] fingerprints) throws SQLException {
        long[] occurrences = new long[fingerprints.length];
        Map<Long, Long> here = new LinkedHashMap<>();
        for (int i = 0; i < fingerprints.length; i++) {
            occurrences[i] = here.merge(fingerprints[i], 1L, Long::sum);
        }
        if (here.isEmpty()) {
            return occurrences;
        }
        Map<Long, Long> before = add(here);
        for (int i = 0; i < fingerprints.length; i++) {
            occurrences[i] += before.getOrDefault(fingerprints[i], 0L);
        }
        return occurrences;
    }

    /** How many of each there were before. */
    private Map<Long, Long> add(Map<Long, Long> counts) throws SQLException {
        String sql =
                """
                INSERT INTO import_row AS r (fingerprint, seen) SELECT * FROM unnest(?::bigint[], ?::bigint[])
                ON CONFLICT (fingerprint) DO UPDATE SET seen = r.seen + excluded.seen RETURNING fingerprint, seen
                """;
        Map<Long, Long> before = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(
                                statement,
                                column(connection, "bigint", counts.keySet(), Long::longValue),
                                column(connection, "bigint", counts.values(), Long::longValue))
                        .executeQuery()) {
            while (rows.next()) {
                long fingerprint = rows.getLong(1);
                before.put(fingerprint, rows.getLong(2) - counts.getOrDefault(fingerprint, 0L));
            }
        }
        return before;
    }

    @Override
    public void close() {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE import_row");
        } catch (SQLException e) {
            LOG.debugf("the connection of an import is gone, and its table with it: %s", e.getMessage());
        }
    }
}
