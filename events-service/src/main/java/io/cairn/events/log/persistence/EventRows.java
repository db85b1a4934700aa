package io.cairn.events.log.persistence;

import static io.cairn.events.sql.SqlArrays.bound;
import static io.cairn.events.sql.SqlArrays.column;
import static io.cairn.events.sql.SqlArrays.time;
import static java.util.stream.Collectors.toMap;

import io.cairn.events.log.FrozenJson;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.sql.CopiedRows;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The statements on events. */
public final class EventRows {
    private static final String COPY =
            "COPY event (message_id, customer_id, revision, type, name, user_id, anonymous_id,"
                    + " at, received_at, clamped, properties, traits, details, context) FROM STDIN";

    private static final String COPY_MESSAGES = "COPY message (at, known, message_id, sender) FROM STDIN";

    private static final String UNIQUE_VIOLATION = "23505";

    /** The columns that {@link #logged} reads, in this order; the time as ms since 1970, which is quicker to read. */
    public static final String LOGGED_COLUMNS = "e.message_id, e.type, e.name, e.user_id, e.anonymous_id,"
            + " (date_part('epoch', e.at) * 1000)::bigint, e.properties, e.traits, e.details";

    /** By how a type is called in the log. */
    private static final Map<String, EventType> TYPES =
            Arrays.stream(EventType.values()).collect(toMap(EventRows::lowerCase, type -> type));

    private final Connection connection;
    private final FrozenJson json;

    EventRows(Connection connection, FrozenJson json) {
        this.connection = connection;
        this.json = json;
    }

    /**
     * The owners of those of some events that are logged, by messageId.
     *
     * @throws NotRetained if one of them is from before what is kept: whoever read it did not know yet
     */
    Map<String, String> ownersOfLogged(Collection<ReceivedEvent> events) throws SQLException {
        String sql = "SELECT message_id, owner_of(sender, known, at) FROM message WHERE message_id = ANY (?)"
                + " UNION ALL SELECT NULL, NULL FROM retained WHERE since > ?";
        Instant earliest = events.stream()
                .map(received -> received.event().at())
                .min(Comparator.naturalOrder())
                .orElse(LoggedEvent.LATEST);
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(
                                statement, column(connection, "text", events, ReceivedEvent::messageId), time(earliest))
                        .executeQuery()) {
            Map<String, String> owners = new HashMap<>();
            while (rows.next()) {
                if (rows.getString(1) == null) {
                    throw new NotRetained();
                }
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
        CopiedRows messages = new CopiedRows();
        CopiedRows rows = new CopiedRows();
        for (ReceivedEvent received : sorted) {
            LoggedEvent event = received.event();
            String owner = owners.get(event.messageId());
            boolean known = event.userId() != null;
            messages.time(event.at())
                    .value(known)
                    .text(event.messageId())
                    .text(known ? event.userId() : event.anonymousId())
                    .end();
            rows.text(event.messageId())
                    .text(owner)
                    .value(revisions.get(owner))
                    .value(lowerCase(event.type()))
                    .text(event.name())
                    .text(event.userId())
                    .text(event.anonymousId())
                    .time(event.at())
                    .time(received.receivedAt())
                    .value(received.clamped())
                    .text(json.text(event.properties()))
                    .text(json.text(event.traits()))
                    .text(json.text(received.details()))
                    .text(json.text(received.context()))
                    .end();
        }
        try {
            messages.copy(connection, COPY_MESSAGES); // waits for whoever logs the same at this moment
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new Overtaken();
            }
            throw e;
        }
        rows.copy(connection, COPY);
    }

    /** The event in a row of which the {@link #LOGGED_COLUMNS} begin with the column {@code first}, counted from 1. */
    public static LoggedEvent logged(ResultSet row, int first, FrozenJson json) throws SQLException {
        EventType type = Objects.requireNonNull(TYPES.get(row.getString(first + 1)));
        Object groupId =
                type == EventType.GROUP ? json.object(row.getString(first + 8)).get(ReceivedEvent.GROUP_ID) : null;
        return new LoggedEvent(
                row.getString(first),
                type,
                row.getString(first + 2),
                row.getString(first + 3),
                row.getString(first + 4),
                Instant.ofEpochMilli(row.getLong(first + 5)),
                json.object(row.getString(first + 6)),
                json.object(row.getString(first + 7)),
                groupId == null ? null : groupId.toString());
    }

    private static String lowerCase(EventType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
