package io.cairn.personalization.position.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.time;

import io.cairn.personalization.position.Cause;
import io.cairn.personalization.position.Transition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads transitions. */
@ApplicationScoped
public class TransitionRepository {
    private static final String COLUMNS = "id, customer_id, journey, from_stage, to_stage, at, map_version, cause";

    private final DataSource dataSource;

    TransitionRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A customer's before some id, newest first. */
    public List<Transition> of(String customerId, long before, int atMost) throws SQLException {
        return query(
                "select " + COLUMNS + " from transition where customer_id = ? and id < ? order by id desc limit ?",
                customerId,
                before,
                atMost);
    }

    /**
     * Everybody's after some id and up to another, oldest first.
     *
     * @param journey null: all
     * @param to null: all
     */
    public List<Transition> between(long after, long last, @Nullable String journey, @Nullable String to, int atMost)
            throws SQLException {
        return query(
                "select " + COLUMNS
                        + """
                         from transition where id > ? and id <= ?
                          and (journey = ? or ?::text is null) and (to_stage = ? or ?::text is null)
                        order by id limit ?""",
                after,
                last,
                journey,
                journey,
                to,
                to,
                atMost);
    }

    /** The latest id; all up to it are there. 0 if there is none. */
    public long last() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement("select coalesce(max(id), 0) from transition");
                ResultSet rows = query.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Whether anybody's position on the journey was ever recorded. */
    public boolean wasJourney(String journey) throws SQLException {
        return exists("select 1 from population where journey = ?", journey);
    }

    /**
     * Whether anybody was ever recorded on the stage.
     *
     * @param journey null: of any
     */
    public boolean wasStage(@Nullable String journey, String stage) throws SQLException {
        return exists(
                "select 1 from population where (journey = ? or ?::text is null) and stage = ? and stage <> ''",
                journey,
                journey,
                stage);
    }

    private boolean exists(String sql, @Nullable Object... parameters) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = bound(query, parameters).executeQuery()) {
            return rows.next();
        }
    }

    private List<Transition> query(String sql, @Nullable Object... parameters) throws SQLException {
        List<Transition> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = bound(query, parameters).executeQuery()) {
            while (rows.next()) {
                found.add(new Transition(
                        rows.getLong("id"),
                        rows.getString("customer_id"),
                        rows.getString("journey"),
                        rows.getString("from_stage"),
                        rows.getString("to_stage"),
                        time(rows, "at"),
                        rows.getInt("map_version"),
                        Cause.of(rows.getString("cause"))));
            }
        }
        return found;
    }
}
