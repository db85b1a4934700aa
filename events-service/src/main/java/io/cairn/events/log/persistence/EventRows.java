package io.cairn.events.log.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;
import static io.cairn.kit.db.SqlArrays.texts;
import static io.cairn.kit.db.SqlArrays.time;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.cairn.events.log.FrozenJson;
import io.cairn.events.log.PreparedEvent;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.kit.db.CopiedRows;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The statements on events. */
public final class EventRows {
    private static final String COPY =
            "COPY event (customer_id, revision, message_id, type, name, user_id, anonymous_id,"
                    + " at, received_at, clamped, properties, traits, details, context) FROM STDIN (FORMAT binary)";

    /** Fails if one was there already, and adds nothing if one is from before what is kept. */
    private static final String ENTER_NEW =
            """
            INSERT INTO message (at, known, message_id, sender)
            SELECT at, known, message_id, sender
            FROM unnest(?::timestamptz[], ?::boolean[], ?::text[], ?::text[]) AS t(at, known, message_id, sender)
            WHERE NOT EXISTS (SELECT FROM retained WHERE since > ?)
            ORDER BY message_id COLLATE "C"
            """;

    /** Gives back what was there already; waits for whoever logs the same at this moment. */
    private static final String ENTER =
            """
            WITH given AS MATERIALIZED (
              SELECT * FROM unnest(?::timestamptz[], ?::boolean[], ?::text[], ?::text[]) AS t(at, known, message_id, sender)
            ), entered AS (
              INSERT INTO message (at, known, message_id, sender)
              SELECT at, known, message_id, sender FROM given ORDER BY message_id COLLATE "C"
              ON CONFLICT DO NOTHING RETURNING message_id)
            SELECT message_id FROM given WHERE message_id NOT IN (SELECT message_id FROM entered)
            UNION ALL SELECT NULL FROM retained WHERE since > ?
            """;

    /** What PostgreSQL says where a key is there already. */
    static final String EXISTS = "23505";

    /** The columns that {@link #logged} reads, in this order; the time as ms since 1970, which is quicker to read. */
    public static final String LOGGED_COLUMNS = "e.message_id, e.type, e.name, e.user_id, e.anonymous_id,"
            + " (date_part('epoch', e.at) * 1000)::bigint, e.properties, e.traits, e.details";

    /** By how a type is called in the log. */
    private static final Map<String, EventType> TYPES =
            Arrays.stream(EventType.values()).collect(toMap(EventRows::lowerCase, type -> type));

    private final Connection connection;

    EventRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * Enters events among those that are logged.
     *
     * @param allNew whether none of them is thought to be there already, which is quicker
     * @return the messageIds of those that were among them already
     * @throws NotRetained if one of them is from before what is kept: whoever read it did not know yet
     * @throws SQLException of the state {@value #EXISTS} if one was there although all were thought to be new
     */
    Set<String> enter(Collection<ReceivedEvent> events, boolean allNew) throws SQLException {
        return allNew ? enterNew(events) : enter(events);
    }

    private Set<String> enterNew(Collection<ReceivedEvent> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTER_NEW)) {
            if (bindEntries(statement, events).executeUpdate() < events.size()) {
                throw new NotRetained();
            }
            return Set.of();
        }
    }

    private Set<String> enter(Collection<ReceivedEvent> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTER);
                ResultSet rows = bindEntries(statement, events).executeQuery()) {
            Set<String> logged = new HashSet<>();
            while (rows.next()) {
                if (rows.getString(1) == null) {
                    throw new NotRetained();
                }
                logged.add(rows.getString(1));
            }
            return logged;
        }
    }

    private PreparedStatement bindEntries(PreparedStatement statement, Collection<ReceivedEvent> events)
            throws SQLException {
        Instant earliest = events.stream()
                .map(received -> received.event().at())
                .min(Comparator.naturalOrder())
                .orElse(LoggedEvent.LATEST);
        return bound(
                statement,
                column(connection, "timestamptz", events, received -> received.event()
                        .at()),
                column(connection, "boolean", events, received -> !received.isAnonymous()),
                column(connection, "text", events, ReceivedEvent::messageId),
                column(connection, "text", events, EventRows::sender),
                time(earliest));
    }

    private static String sender(ReceivedEvent received) {
        return received.userId().orElseGet(received::anonymousId);
    }

    /** The owners of logged events, by messageId. */
    Map<String, String> owners(Collection<String> messageIds) throws SQLException {
        String sql = "SELECT message_id, owner_of(sender, known, at) FROM message WHERE message_id = ANY (?)";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, texts(connection, messageIds)).executeQuery()) {
            Map<String, String> owners = new HashMap<>();
            while (rows.next()) {
                owners.put(rows.getString(1), rows.getString(2));
            }
            return owners;
        }
    }

    static PreparedEvent prepare(ReceivedEvent received, FrozenJson json) {
        LoggedEvent event = received.event();
        String properties = json.text(event.properties());
        String traits = json.text(event.traits());
        String details = json.text(received.details());
        String context = json.text(received.context());
        byte[] columns = new CopiedRows()
                .text(event.messageId())
                .text(lowerCase(event.type()))
                .text(event.name())
                .text(event.userId())
                .text(event.anonymousId())
                .time(event.at())
                .time(received.receivedAt())
                .flag(received.clamped())
                .text(properties)
                .text(traits)
                .text(details)
                .text(context)
                .written();
        return new PreparedEvent(received, properties, traits, details, context, columns);
    }

    /** Adds events that were entered, those of a customer together: so they are in the indexes, too. */
    void insert(List<PreparedEvent> events, Map<String, String> owners, Map<String, Long> revisions)
            throws SQLException {
        Map<String, List<PreparedEvent>> byOwner = events.stream()
                .collect(groupingBy(event -> owners.get(event.received().messageId())));
        CopiedRows rows = new CopiedRows();
        byOwner.forEach((owner, of) -> {
            long revision = Objects.requireNonNull(revisions.get(owner));
            of.forEach(event ->
                    rows.text(owner).number(revision).columns(event.columns()).end());
        });
        rows.copy(connection, COPY);
    }

    /** The event in a row of which the {@link #LOGGED_COLUMNS} begin with the column {@code first}, counted from 1. */
    public static LoggedEvent logged(ResultSet row, int first, FrozenJson json) throws SQLException {
        EventType type = Objects.requireNonNull(TYPES.get(row.getString(first + 1)));
        Object groupId =
                type == EventType.GROUP ? json.object(row.getBytes(first + 8)).get(ReceivedEvent.GROUP_ID) : null;
        return new LoggedEvent(
                row.getString(first),
                type,
                row.getString(first + 2),
                row.getString(first + 3),
                row.getString(first + 4),
                Instant.ofEpochMilli(row.getLong(first + 5)),
                json.object(row.getBytes(first + 6)),
                json.object(row.getBytes(first + 7)),
                groupId == null ? null : groupId.toString());
    }

    static String lowerCase(EventType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
