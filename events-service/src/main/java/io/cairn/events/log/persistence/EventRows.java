package io.cairn.events.log.persistence;

import static io.cairn.events.sql.SqlArrays.bound;
import static io.cairn.events.sql.SqlArrays.texts;

import io.cairn.events.log.FrozenJson;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.sql.CopiedRows;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The statements on events. */
public final class EventRows {
    private static final String COPY =
            "COPY event (message_id, customer_id, revision, type, name, user_id, anonymous_id,"
                    + " at, received_at, clamped, properties, traits, details, context) FROM STDIN";

    private static final String UNIQUE_VIOLATION = "23505";

    /** The columns that {@link #logged} reads. */
    public static final String LOGGED_COLUMNS =
            "e.message_id, e.type, e.name, e.user_id, e.anonymous_id, e.at, e.properties, e.traits, e.details";

    private final Connection connection;
    private final FrozenJson json;

    EventRows(Connection connection, FrozenJson json) {
        this.connection = connection;
        this.json = json;
    }

    /** The owners of those of some events that are logged, by messageId. */
    Map<String, String> ownersOfLogged(Collection<String> messageIds) throws SQLException {
        String sql = "SELECT message_id, customer_id FROM event WHERE message_id = ANY (?)";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, texts(connection, messageIds)).executeQuery()) {
            Map<String, String> owners = new HashMap<>();
            while (rows.next()) {
                owners.put(rows.getString(1), rows.getString(2));
            }
            return owners;
        }
    }

    /**
     * Adds events in the order of their ids.
     *
     * @throws Overtaken if one of them was logged meanwhile
     */
    void insert(List<ReceivedEvent> events, Map<String, String> owners, Map<String, Long> revisions)
            throws SQLException {
        List<ReceivedEvent> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparing(ReceivedEvent::messageId));
        CopiedRows rows = new CopiedRows();
        for (ReceivedEvent received : sorted) {
            LoggedEvent event = received.event();
            String owner = owners.get(event.messageId());
            rows.text(event.messageId())
                    .text(owner)
                    .value(revisions.get(owner))
                    .value(lowerCase(event.type()))
                    .text(event.name())
                    .text(event.userId())
                    .text(event.anonymousId())
                    .value(event.at())
                    .value(received.receivedAt())
                    .value(received.clamped())
                    .text(json.text(event.properties()))
                    .text(json.text(event.traits()))
                    .text(json.text(received.details()))
                    .text(json.text(received.context()))
                    .end();
        }
        try {
            rows.copy(connection, COPY);
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new Overtaken();
            }
            throw e;
        }
    }

    /** The event in a row with the {@link #LOGGED_COLUMNS}. */
    public static LoggedEvent logged(ResultSet row, FrozenJson json) throws SQLException {
        EventType type = EventType.valueOf(row.getString("type").toUpperCase(Locale.ROOT));
        Object groupId =
                type == EventType.GROUP ? json.object(row.getString("details")).get(ReceivedEvent.GROUP_ID) : null;
        return new LoggedEvent(
                row.getString("message_id"),
                type,
                row.getString("name"),
                row.getString("user_id"),
                row.getString("anonymous_id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                json.object(row.getString("properties")),
                json.object(row.getString("traits")),
                groupId == null ? null : groupId.toString());
    }

    private static String lowerCase(EventType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
