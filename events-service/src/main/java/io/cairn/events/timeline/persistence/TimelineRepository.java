package io.cairn.events.timeline.persistence;

import static io.cairn.events.sql.SqlArrays.bound;
import static io.cairn.events.sql.SqlArrays.time;

import io.cairn.events.log.FrozenJson;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.timeline.TimelineItem;
import io.cairn.events.timeline.TimelinePosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the log, customer by customer. */
@ApplicationScoped
public class TimelineRepository {
    private final DataSource database;
    private final FrozenJson json;

    TimelineRepository(DataSource database, FrozenJson json) {
        this.database = database;
        this.json = json;
    }

    /** At most {@code limit} events of a customer before a position, newest first. */
    public List<TimelineItem> before(String customerId, TimelinePosition position, int limit) throws SQLException {
        String sql =
                """
                SELECT message_id, type, name, at, received_at, clamped, user_id, anonymous_id, details, properties,
                       traits, context
                FROM event WHERE customer_id = ? AND (at, message_id) < (?, ?)
                ORDER BY at DESC, message_id DESC LIMIT ?
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, customerId, time(position.at()), position.messageId(), limit)
                        .executeQuery()) {
            List<TimelineItem> items = new ArrayList<>();
            while (rows.next()) {
                items.add(item(rows));
            }
            return items;
        }
    }

    private TimelineItem item(ResultSet row) throws SQLException {
        Map<String, Object> details = json.object(row.getString("details"));
        return new TimelineItem(
                row.getString("message_id"),
                row.getString("type"),
                row.getString("name"),
                time(row, "at"),
                time(row, "received_at"),
                row.getBoolean("clamped") ? true : null,
                row.getString("user_id"),
                row.getString("anonymous_id"),
                details.get(ReceivedEvent.GROUP_ID),
                details.get(ReceivedEvent.PREVIOUS_ID),
                json.object(row.getString("properties")),
                traits(row.getString("traits"), details),
                json.object(row.getString("context")));
    }

    @SuppressWarnings("unchecked") // a group's traits were frozen as an object
    private @Nullable Map<String, Object> traits(@Nullable String own, Map<String, Object> details) {
        return own == null ? (Map<String, Object>) details.get(ReceivedEvent.GROUP_TRAITS) : json.object(own);
    }
}
