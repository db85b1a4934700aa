package io.cairn.events.timeline.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.time;

import io.cairn.events.log.FrozenJson;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.timeline.TimelineItem;
import io.cairn.events.timeline.TimelinePosition;
import io.cairn.kit.db.Transactions;
import io.cairn.kit.paging.PageFill;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the log, customer by customer. */
@ApplicationScoped
public class TimelineRepository {
    /** Rows that the driver holds at a time: they may have 64 KiB each. */
    private static final int FETCHED = 50;

    private final DataSource database;
    private final FrozenJson json;

    TimelineRepository(DataSource database, FrozenJson json) {
        this.database = database;
        this.json = json;
    }

    /** Events of a customer before a position, newest first. */
    public PageFill<TimelineItem> before(String customerId, TimelinePosition position, int limit) throws SQLException {
        String sql =
                """
                SELECT e.message_id, type, name, e.at, received_at, clamped, e.user_id, anonymous_id, details, properties,
                       traits, context, j.previous_id AS joins, j.counts
                FROM event e LEFT JOIN identity_join j ON j.message_id = e.message_id
                WHERE customer_id = ? AND e.at <= ? AND (e.at, e.message_id) < (?, ?)
                ORDER BY e.at DESC, e.message_id DESC LIMIT ?
                """;
        return Transactions.inTransaction(
                database,
                connection -> { // else the driver would read all rows at once
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        statement.setFetchSize(FETCHED);
                        ResultSet rows = bound(
                                        statement,
                                        customerId,
                                        time(position.at()), // said by itself it spares the later partitions
                                        time(position.at()),
                                        position.messageId(),
                                        limit + 1)
                                .executeQuery();
                        PageFill<TimelineItem> page = new PageFill<>(limit);
                        while (rows.next() && page.takes(size(rows))) {
                            page.add(item(rows));
                        }
                        return page;
                    }
                });
    }

    private static long size(ResultSet row) throws SQLException {
        long size = 0;
        for (String column : List.of("properties", "context", "traits", "details")) {
            byte[] text = row.getBytes(column);
            size += text == null ? 0 : text.length;
        }
        return size;
    }

    private TimelineItem item(ResultSet row) throws SQLException {
        Map<String, Object> details = json.object(row.getBytes("details"));
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
                json.object(row.getBytes("properties")),
                traits(row.getBytes("traits")),
                json.object(row.getBytes("context")),
                join(row));
    }

    private @Nullable Map<String, Object> traits(byte @Nullable [] text) {
        return text == null ? null : json.object(text);
    }

    private static TimelineItem.@Nullable JoinView join(ResultSet row) throws SQLException {
        String previousId = row.getString("joins");
        return previousId == null
                ? null
                : new TimelineItem.JoinView(previousId, row.getString("user_id"), row.getBoolean("counts"));
    }
}
