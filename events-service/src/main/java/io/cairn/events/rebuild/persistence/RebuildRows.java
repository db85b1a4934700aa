package io.cairn.events.rebuild.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.time;

import io.cairn.events.rebuild.Rebuild;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/** The latest rebuild that was asked for, for all replicas to see. */
@ApplicationScoped
public class RebuildRows {
    private final DataSource database;

    RebuildRows(DataSource database) {
        this.database = database;
    }

    /** Begins a rebuild, unless one runs. */
    public void begin(Instant now, long total) throws SQLException {
        String sql =
                """
                INSERT INTO rebuild AS r (started_at, finished_at, reached, checked, failed, total) VALUES (?, NULL, '', 0, 0, ?)
                ON CONFLICT (single) DO UPDATE SET started_at = excluded.started_at, finished_at = NULL, reached = '',
                  checked = 0, failed = 0, total = excluded.total
                WHERE r.finished_at IS NOT NULL
                """;
        update(sql, time(now), total);
    }

    /** Notes how far the rebuild is that began when this one did. */
    public void reached(Rebuild rebuild) throws SQLException {
        update(
                "UPDATE rebuild SET reached = ?, checked = ?, failed = ?, total = ? WHERE started_at = ?",
                rebuild.reached(),
                rebuild.checked(),
                rebuild.failed(),
                rebuild.total(),
                time(rebuild.startedAt()));
    }

    /** Notes that the rebuild that began when this one did is done. */
    public void finished(Rebuild rebuild, Instant now) throws SQLException {
        update(
                "UPDATE rebuild SET finished_at = ?, total = checked WHERE started_at = ? AND finished_at IS NULL",
                time(now),
                time(rebuild.startedAt()));
    }

    /** Empty if none was ever asked for. */
    public Optional<Rebuild> latest() throws SQLException {
        String sql = "SELECT * FROM rebuild";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            OffsetDateTime finishedAt = row.getObject("finished_at", OffsetDateTime.class);
            return Optional.of(new Rebuild(
                    row.getString("reached"),
                    row.getLong("checked"),
                    row.getLong("failed"),
                    row.getLong("total"),
                    time(row, "started_at"),
                    finishedAt == null ? null : finishedAt.toInstant()));
        }
    }

    private void update(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bound(statement, parameters).executeUpdate();
        }
    }
}
