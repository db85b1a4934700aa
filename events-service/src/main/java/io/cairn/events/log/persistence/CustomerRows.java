package io.cairn.events.log.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;
import static io.cairn.kit.db.SqlArrays.texts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The statements on customers' revisions, for a transaction under way. */
final class CustomerRows {
    private final Connection connection;

    CustomerRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * Locks customers in the order of their ids until the transaction ends, and raises their revisions by one.
     *
     * @param losers those that events are taken away from
     * @return the new revisions
     */
    Map<String, Long> raise(Collection<String> ids, Set<String> losers) throws SQLException {
        String sql =
                """
                INSERT INTO customer AS c (id, revision, rebased)
                SELECT id, 1, loses FROM unnest(?::text[], ?::bigint[]) AS t(id, loses) ORDER BY id COLLATE "C"
                ON CONFLICT (id) DO UPDATE SET revision = c.revision + 1,
                  rebased = CASE WHEN excluded.rebased = 1 THEN c.revision + 1 ELSE c.rebased END
                RETURNING id, revision
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(
                                statement,
                                texts(connection, ids),
                                column(connection, "bigint", ids, id -> losers.contains(id) ? 1 : 0))
                        .executeQuery()) {
            return revisions(rows);
        }
    }

    /** Remembers customers, so that the guardian looks after their profiles even if whoever moved their events cannot. */
    void doubt(Collection<String> ids) throws SQLException {
        String sql = "INSERT INTO doubt (customer_id, moved) SELECT id, true FROM unnest(?::text[]) AS t(id)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bound(statement, texts(connection, ids)).executeUpdate();
        }
    }

    /**
     * Those whose events were moved in the transactions that added some messages, and whose profiles may not tell yet. The rows of
     * one transaction have one xmin; if two share one that are ages apart, somebody is looked after who need not be. Where nobody
     * is in doubt, no message is looked up.
     */
    Set<String> doubtedWith(Collection<String> messageIds) throws SQLException {
        String sql =
                """
                SELECT DISTINCT d.customer_id FROM doubt d
                WHERE d.moved AND d.xmin = ANY (ARRAY(SELECT m.xmin FROM message m WHERE m.message_id = ANY (?)))
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, texts(connection, messageIds)).executeQuery()) {
            Set<String> ids = new HashSet<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    /** The revisions of customers, without a lock. */
    Map<String, Long> revisions(Collection<String> ids) throws SQLException {
        String sql = "SELECT id, revision FROM customer WHERE id = ANY (?)";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, texts(connection, ids)).executeQuery()) {
            return revisions(rows);
        }
    }

    private static Map<String, Long> revisions(ResultSet rows) throws SQLException {
        Map<String, Long> revisions = new HashMap<>();
        while (rows.next()) {
            revisions.put(rows.getString(1), rows.getLong(2));
        }
        return revisions;
    }
}
