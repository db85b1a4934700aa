package io.cairn.events.plan.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.events.plan.PlanMode;
import io.cairn.events.plan.PlannedEvent;
import io.cairn.kit.db.Transactions;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageFill;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The planned events. */
@ApplicationScoped
public class PlanRepository {
    /** Rows that the driver holds at a time: they may have 64 KiB each. */
    private static final int FETCHED = 50;

    private final DataSource database;
    private final ObjectMapper json;

    PlanRepository(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Grows with each change. */
    public long revision() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT revision FROM plan_revision");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Whether there was none of its name before. */
    public boolean save(PlannedEvent event) throws SQLException {
        String sql =
                """
                WITH raised AS (UPDATE plan_revision SET revision = revision + 1)
                INSERT INTO planned_event (name, mode, schema, description, created_at, updated_at)
                VALUES (?, ?, ?::json, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE SET mode = excluded.mode, schema = excluded.schema,
                  description = excluded.description, updated_at = excluded.updated_at
                RETURNING created_at = updated_at
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = bound(
                                statement,
                                event.event(),
                                event.mode().spelling(),
                                event.schema().toString(),
                                event.description(),
                                time(event.createdAt()),
                                time(event.updatedAt()))
                        .executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Whether there was one. */
    public boolean delete(String name) throws SQLException {
        String sql =
                """
                WITH raised AS (UPDATE plan_revision SET revision = revision + 1)
                DELETE FROM planned_event WHERE name = ?
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return bound(statement, name).executeUpdate() > 0;
        }
    }

    public Optional<PlannedEvent> find(String name) throws SQLException {
        return select("SELECT * FROM planned_event WHERE name = ?", name).stream()
                .findFirst();
    }

    public List<PlannedEvent> all() throws SQLException {
        return select("SELECT * FROM planned_event");
    }

    /**
     * In the order of their names; fewer than the limit where their schemas are large.
     *
     * @param after only those after this one; empty for all
     */
    public Page<PlannedEvent> list(String after, int limit) throws SQLException {
        String sql = "SELECT * FROM planned_event WHERE name > ? ORDER BY name LIMIT ?";
        return Transactions.inTransaction(
                database,
                connection -> { // else the driver would read all rows at once
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        statement.setFetchSize(FETCHED);
                        ResultSet row = bound(statement, after, limit + 1).executeQuery();
                        PageFill<PlannedEvent> page = new PageFill<>(limit);
                        while (row.next() && page.takes(row.getString("schema").length())) {
                            page.add(planned(row));
                        }
                        return page.page(PlannedEvent::event);
                    }
                });
    }

    private List<PlannedEvent> select(String sql, @Nullable Object... parameters) throws SQLException {
        List<PlannedEvent> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = bound(statement, parameters).executeQuery()) {
            while (row.next()) {
                found.add(planned(row));
            }
        }
        return found;
    }

    private PlannedEvent planned(ResultSet row) throws SQLException {
        try {
            return new PlannedEvent(
                    row.getString("name"),
                    PlanMode.valueOf(row.getString("mode").toUpperCase(Locale.ROOT)),
                    json.readTree(row.getString("schema")),
                    row.getString("description"),
                    time(row, "created_at"),
                    time(row, "updated_at"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema that was stored is no JSON", e);
        }
    }
}
