package io.cairn.events.timeline.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.time;

import io.cairn.events.timeline.LoggedJoin;
import io.cairn.events.timeline.TimelinePosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads joins. */
@ApplicationScoped
public class JoinRepository {
    private final DataSource database;

    JoinRepository(DataSource database) {
        this.database = database;
    }

    /** At most {@code limit} of the joins that do not count, or of all that do, before a position, newest first. */
    public List<LoggedJoin> before(boolean counts, TimelinePosition position, int limit) throws SQLException {
        String sql = "SELECT message_id, previous_id, user_id, at, admin FROM identity_join WHERE "
                + (counts ? "counts" : "NOT counts")
                + " AND (at, message_id) < (?, ?) ORDER BY at DESC, message_id DESC LIMIT ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, time(position.at()), position.messageId(), limit)
                        .executeQuery()) {
            List<LoggedJoin> joins = new ArrayList<>();
            while (rows.next()) {
                joins.add(new LoggedJoin(
                        rows.getString("message_id"),
                        rows.getString("previous_id"),
                        rows.getString("user_id"),
                        time(rows, "at"),
                        rows.getBoolean("admin"),
                        counts));
            }
            return joins;
        }
    }
}
