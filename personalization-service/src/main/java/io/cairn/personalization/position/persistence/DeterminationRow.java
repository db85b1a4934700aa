package io.cairn.personalization.position.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.time;

import io.cairn.personalization.position.Registered;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The one row that says by what everybody's stages are determined. */
final class DeterminationRow {
    private final Connection connection;

    DeterminationRow(Connection connection) {
        this.connection = connection;
    }

    Registered read() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "select generation, basis, redis, phase, cursor, done, begun_at, carts from determination");
                ResultSet rows = query.executeQuery()) {
            if (!rows.next()) {
                throw new IllegalStateException("the row of table determination is gone");
            }
            return new Registered(
                    rows.getLong("generation"),
                    rows.getString("basis"),
                    rows.getString("redis"),
                    Registered.Phase.valueOf(rows.getString("phase")),
                    rows.getString("cursor"),
                    rows.getLong("done"),
                    time(rows, "begun_at"),
                    rows.getString("carts"));
        }
    }

    /** Puts another in place of all; for the holder of the lock on positions. */
    void replace(Registered by) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                update determination set generation = ?, basis = ?, redis = ?, phase = ?, cursor = ?, done = ?,
                  begun_at = ?, carts = ?""")) {
            bound(
                            statement,
                            by.generation(),
                            by.basis(),
                            by.redis(),
                            by.phase().name(),
                            by.cursor(),
                            by.done(),
                            by.begunAt(),
                            by.carts())
                    .executeUpdate();
        }
    }

    /** Notes how far it got, unless everybody must be looked at anew since. */
    void reached(Registered how) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update determination set phase = ?, cursor = ?, done = ? where generation = ?")) {
            bound(statement, how.phase().name(), how.cursor(), how.done(), how.generation())
                    .executeUpdate();
        }
    }

    /** Lets everybody be looked for in Redis again. */
    void doubt() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update determination set redis = ? || redis where not starts_with(redis, ?)")) {
            bound(statement, Registered.DOUBT, Registered.DOUBT).executeUpdate();
        }
    }
}
