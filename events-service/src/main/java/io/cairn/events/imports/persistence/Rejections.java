package io.cairn.events.imports.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;

import io.cairn.events.imports.RejectedRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The rows that imports rejected: of each import's latest sending the first ones. */
@ApplicationScoped
public class Rejections {
    private final DataSource database;

    Rejections(DataSource database) {
        this.database = database;
    }

    /** Forgets those of an import. */
    public void clear(String importId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("DELETE FROM import_rejection WHERE import_id = ?")) {
            bound(statement, importId).executeUpdate();
        }
    }

    /** Adds those of a sending, if it is still the latest one. */
    public void add(String importId, int sending, List<RejectedRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String sql =
                """
                INSERT INTO import_rejection (import_id, row, line, reason, content)
                SELECT i.id, r.*
                FROM (SELECT id FROM import WHERE id = ? AND sending = ? FOR UPDATE) i
                  CROSS JOIN unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[]) r
                ON CONFLICT DO NOTHING
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bound(
                            statement,
                            importId,
                            sending,
                            column(connection, "bigint", rows, RejectedRow::row),
                            column(connection, "bigint", rows, RejectedRow::line),
                            column(connection, "text", rows, RejectedRow::reason),
                            column(connection, "text", rows, RejectedRow::content))
                    .executeUpdate();
        }
    }

    /**
     * In the order of the file.
     *
     * @param after only rows after this one
     */
    public List<RejectedRow> after(String importId, long after, int limit) throws SQLException {
        String sql =
                """
                SELECT row, line, reason, content FROM import_rejection WHERE import_id = ? AND row > ?
                ORDER BY row LIMIT ?
                """;
        List<RejectedRow> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, importId, after, limit).executeQuery()) {
            while (rows.next()) {
                found.add(new RejectedRow(rows.getLong(1), rows.getLong(2), rows.getString(3), rows.getString(4)));
            }
        }
        return found;
    }
}
