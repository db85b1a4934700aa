package io.cairn.personalization.position.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;
import static io.cairn.kit.db.SqlArrays.time;
import static io.cairn.kit.db.SqlArrays.timeOrNull;

import io.cairn.personalization.catalogue.MapId;
import io.cairn.personalization.position.Tracked;
import io.cairn.personalization.position.Tracked.OnStage;
import io.cairn.personalization.position.persistence.PositionBook.Due;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what is recorded of customers. */
final class TrackedRows {
    private final Connection connection;

    TrackedRows(Connection connection) {
        this.connection = connection;
    }

    /** By customer; absent of whom nothing is recorded. */
    Map<String, Tracked> find(Collection<String> customerIds) throws SQLException {
        Map<String, SortedMap<String, OnStage>> positions = positions(customerIds);
        Map<String, Tracked> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                        """
                        select customer_id, revision, last_event, determined_at, next_at, generation
                        from tracked_customer where customer_id = any (?)""");
                ResultSet rows = bound(query, column(connection, "text", customerIds, id -> id))
                        .executeQuery()) {
            while (rows.next()) {
                String customerId = rows.getString("customer_id");
                found.put(
                        customerId,
                        new Tracked(
                                customerId,
                                rows.getLong("revision"),
                                timeOrNull(rows, "last_event"),
                                time(rows, "determined_at"),
                                timeOrNull(rows, "next_at"),
                                rows.getLong("generation"),
                                positions.getOrDefault(customerId, new TreeMap<>())));
            }
        }
        return found;
    }

    private Map<String, SortedMap<String, OnStage>> positions(Collection<String> customerIds) throws SQLException {
        Map<String, SortedMap<String, OnStage>> positions = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                        """
                        select customer_id, journey, stage, since, map_version, map_published
                        from customer_position where customer_id = any (?)""");
                ResultSet rows = bound(query, column(connection, "text", customerIds, id -> id))
                        .executeQuery()) {
            while (rows.next()) {
                String journey = rows.getString("journey");
                MapId map = new MapId(journey, rows.getInt("map_version"), time(rows, "map_published"));
                positions
                        .computeIfAbsent(rows.getString("customer_id"), id -> new TreeMap<>())
                        .put(journey, new OnStage(rows.getString("stage"), time(rows, "since"), map));
            }
        }
        return positions;
    }

    /** Whom time may have moved, those first who wait longest. */
    List<Due> due(Instant now, @Nullable Due after, int atMost) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        """
                        select customer_id, next_at from tracked_customer
                        where next_at <= ? and (next_at, customer_id) > (coalesce(?::timestamptz, '-infinity'), ?)
                        order by next_at, customer_id limit ?""");
                ResultSet rows = bound(
                                query,
                                now,
                                after == null ? null : after.nextAt(),
                                after == null ? "" : after.customerId(),
                                atMost)
                        .executeQuery()) {
            List<Due> due = new ArrayList<>();
            while (rows.next()) {
                due.add(new Due(rows.getString("customer_id"), time(rows, "next_at")));
            }
            return due;
        }
    }

    /** Who was not looked at in a generation yet, in the order of ids. */
    List<String> notOf(long generation, String after, int atMost) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                """
                select customer_id from tracked_customer where customer_id > ? and generation < ?
                order by customer_id limit ?""")) {
            return ids(bound(query, after, generation, atMost));
        }
    }

    /** Whoever has events, in the order of ids. */
    List<String> after(String customerId, int atMost) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                """
                select customer_id from tracked_customer where customer_id > ? and last_event is not null
                order by customer_id limit ?""")) {
            return ids(bound(query, customerId, atMost));
        }
    }

    private static List<String> ids(PreparedStatement query) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }
}
