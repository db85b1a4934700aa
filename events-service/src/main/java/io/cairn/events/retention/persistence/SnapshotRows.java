package io.cairn.events.retention.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;

import io.cairn.model.profile.ProfileCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** The statements on snapshots, for a transaction under way that has locked their customers. */
final class SnapshotRows {
    private final Connection connection;

    SnapshotRows(Connection connection) {
        this.connection = connection;
    }

    /** Adds the folds of further events to what there is. */
    void add(Map<Snapshot.Key, Snapshot> folds) throws SQLException {
        addPresent(folds);
        String sql =
                """
                INSERT INTO snapshot (sender, known, since, customer_id, revision, profile) VALUES (?, ?, ?::timestamptz, ?, ?, ?)
                ON CONFLICT (sender, known, since) DO UPDATE SET revision = excluded.revision, profile = excluded.profile
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (var fold : folds.entrySet()) {
                Snapshot.Key key = fold.getKey();
                Snapshot snapshot = fold.getValue();
                bound(
                                statement,
                                key.sender(),
                                key.known(),
                                key.since(),
                                snapshot.owner().customerId(),
                                snapshot.owner().revision(),
                                ProfileCodec.encode(snapshot.profile()))
                        .addBatch();
            }
            statement.executeBatch();
        }
    }

    private void addPresent(Map<Snapshot.Key, Snapshot> folds) throws SQLException {
        String sql =
                """
                SELECT t.sender, t.known, t.since, s.customer_id, s.revision, s.profile
                FROM unnest(?::text[], ?::boolean[], ?::text[]) AS t(sender, known, since)
                JOIN snapshot s ON s.sender = t.sender AND s.known = t.known AND s.since = t.since::timestamptz
                """;
        Collection<Snapshot.Key> keys = folds.keySet();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(
                                statement,
                                column(connection, "text", keys, Snapshot.Key::sender),
                                column(connection, "boolean", keys, Snapshot.Key::known),
                                column(connection, "text", keys, Snapshot.Key::since))
                        .executeQuery()) {
            while (rows.next()) {
                Snapshot present = new Snapshot(
                        new Snapshot.Owner(rows.getString(4), rows.getLong(5)), ProfileCodec.decode(rows.getBytes(6)));
                folds.computeIfPresent(
                        new Snapshot.Key(rows.getString(1), rows.getBoolean(2), rows.getString(3)),
                        (key, fold) -> fold.plus(present));
            }
        }
    }
}
