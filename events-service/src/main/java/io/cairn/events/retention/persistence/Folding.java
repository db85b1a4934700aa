package io.cairn.events.retention.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;
import static io.cairn.kit.db.SqlArrays.texts;
import static io.cairn.kit.db.SqlArrays.time;

import io.cairn.events.identity.persistence.IdentityRows;
import io.cairn.events.log.FrozenJson;
import io.cairn.events.log.persistence.EventRows;
import io.cairn.model.event.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One transaction that takes events out of the log. It locks as whoever adds events does: merges, then customers by id; so
 * whose these events are cannot change meanwhile. Which joins there are before them cannot, either: older events, and so older
 * joins, are no longer taken. One of those may cease to count; its snapshot is then the owner's of what was before it.
 */
final class Folding {
    private static final String CUSTOMERS =
            """
            SELECT DISTINCT customer_id FROM (
              SELECT customer_id FROM event WHERE customer_id >= ? AND at >= ? AND at < ?
              ORDER BY customer_id, at, message_id LIMIT ?) page
            ORDER BY customer_id
            """;

    private static final String EVENTS =
            """
            SELECT e.customer_id, e.revision,
              CASE WHEN e.user_id IS NULL THEN coalesce(
                (SELECT max(j.at) FROM identity_join j WHERE j.previous_id = e.anonymous_id AND j.counts AND j.at <= e.at),
                '-infinity') ELSE '-infinity' END::text, %s
            FROM event e WHERE e.customer_id = ANY (?) AND e.at >= ? AND e.at < ?
            ORDER BY e.customer_id, e.at, e.message_id LIMIT ?
            """
                    .formatted(EventRows.LOGGED_COLUMNS);

    private static final int FIRST_OF_EVENT = 4;

    private static final String DELETE =
            """
            DELETE FROM event e USING unnest(?::text[], ?::timestamptz[], ?::text[]) AS t(customer_id, at, message_id)
            WHERE e.customer_id = t.customer_id AND e.at = t.at AND e.message_id = t.message_id AND e.at >= ? AND e.at < ?
            """;

    private final Connection connection;
    private final FrozenJson json;
    private final OffsetDateTime since;
    private final OffsetDateTime until;

    private record Logged(String customerId, LoggedEvent event) {}

    Folding(Connection connection, FrozenJson json, Partition partition) {
        this.connection = connection;
        this.json = json;
        this.since = partition.since().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(time(LoggedEvent.EARLIEST));
        this.until = time(partition.until());
    }

    ExpiredEvents.Page run(String from, int limit) throws SQLException {
        new IdentityRows(connection).keepMerges(false);
        List<String> customers = customers(from, limit);
        if (customers.isEmpty()) {
            return new ExpiredEvents.Page(0, Optional.empty());
        }
        lock(customers);
        List<Logged> events = new ArrayList<>();
        Map<Snapshot.Key, Snapshot> snapshots = new LinkedHashMap<>();
        read(customers, limit, events, snapshots);
        if (!events.isEmpty()) {
            new SnapshotRows(connection).add(snapshots);
            delete(events);
        }
        return new ExpiredEvents.Page(events.size(), Optional.of(customers.get(customers.size() - 1)));
    }

    private List<String> customers(String from, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CUSTOMERS);
                ResultSet rows = bound(statement, from, since, until, limit).executeQuery()) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private void lock(List<String> customers) throws SQLException {
        String sql = "SELECT FROM customer WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bound(statement, texts(connection, customers)).execute();
        }
    }

    private void read(List<String> customers, int limit, List<Logged> events, Map<Snapshot.Key, Snapshot> snapshots)
            throws SQLException {
        Map<Snapshot.Key, List<LoggedEvent>> bySender = new LinkedHashMap<>();
        Map<Snapshot.Key, Snapshot.Owner> owners = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(EVENTS);
                ResultSet rows = bound(statement, texts(connection, customers), since, until, limit)
                        .executeQuery()) {
            while (rows.next()) {
                LoggedEvent event = EventRows.logged(rows, FIRST_OF_EVENT, json);
                Snapshot.Key key = Snapshot.Key.of(event, rows.getString(3));
                events.add(new Logged(rows.getString(1), event));
                bySender.computeIfAbsent(key, unseen -> new ArrayList<>()).add(event);
                owners.merge(key, new Snapshot.Owner(rows.getString(1), rows.getLong(2)), Snapshot.Owner::orLater);
            }
        }
        owners.forEach(
                (key, owner) -> snapshots.put(key, Snapshot.of(key, owner, bySender.getOrDefault(key, List.of()))));
    }

    private void delete(List<Logged> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
            int deleted = bound(
                            statement,
                            column(connection, "text", events, Logged::customerId),
                            column(connection, "timestamptz", events, logged -> logged.event()
                                    .at()),
                            column(connection, "text", events, logged -> logged.event()
                                    .messageId()),
                            since,
                            until)
                    .executeUpdate();
            if (deleted != events.size()) {
                throw new IllegalStateException("folded " + events.size() + " events, but deleted " + deleted);
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM message WHERE message_id = ANY (?)")) {
            bound(statement, column(connection, "text", events, logged -> logged.event()
                            .messageId()))
                    .executeUpdate();
        }
    }
}
