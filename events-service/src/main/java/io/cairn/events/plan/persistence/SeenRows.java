package io.cairn.events.plan.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;
import static io.cairn.kit.db.SqlArrays.time;

import io.cairn.events.plan.Written;
import io.cairn.kit.db.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Adds up what the replicas have seen. Rows go in the order of their keys, so that no two replicas wait for each other. */
@ApplicationScoped
public class SeenRows {
    /** Names beyond it are values: they are not kept, unless they are planned. */
    private static final int MAX_NAMES = 20_000;

    private static final int MAX_PROPERTIES = 200;

    private static final String ADD_EVENTS =
            """
            INSERT INTO seen_event AS s (name, count, first_at, last_at, received_at, sampled, violations, rejected,
              last_violation, last_violation_at)
            SELECT * FROM unnest(?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bigint[],
              ?::bigint[], ?::bigint[], ?::text[], ?::timestamptz[]) AS u (name)
            WHERE EXISTS (SELECT FROM seen_event e WHERE e.name = u.name)
               OR EXISTS (SELECT FROM planned_event p WHERE p.name = u.name)
               OR (SELECT count(*) FROM seen_event) < %d
            ORDER BY u.name
            ON CONFLICT (name) DO UPDATE SET count = s.count + excluded.count,
              first_at = least(s.first_at, excluded.first_at), last_at = greatest(s.last_at, excluded.last_at),
              received_at = greatest(s.received_at, excluded.received_at), sampled = s.sampled + excluded.sampled,
              violations = s.violations + excluded.violations, rejected = s.rejected + excluded.rejected,
              last_violation = coalesce(excluded.last_violation, s.last_violation),
              last_violation_at = coalesce(excluded.last_violation_at, s.last_violation_at)
            """
                    .formatted(MAX_NAMES);

    private static final String ADD_HOURS =
            """
            INSERT INTO seen_event_hour AS s (name, hour, count)
            SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::bigint[]) AS u (name, hour)
            WHERE EXISTS (SELECT FROM seen_event e WHERE e.name = u.name) ORDER BY u.name, u.hour
            ON CONFLICT (name, hour) DO UPDATE SET count = s.count + excluded.count
            """;

    private static final String ADD_PROPERTIES =
            """
            INSERT INTO seen_property AS s (name, property, type, count)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[]) AS u (name, property, type)
            WHERE EXISTS (SELECT FROM seen_event e WHERE e.name = u.name)
              AND (EXISTS (SELECT FROM seen_property p WHERE (p.name, p.property) = (u.name, u.property))
                OR (SELECT count(DISTINCT property) FROM seen_property p WHERE p.name = u.name) < %d)
            ORDER BY u.name, u.property, u.type
            ON CONFLICT (name, property, type) DO UPDATE SET count = s.count + excluded.count
            """
                    .formatted(MAX_PROPERTIES);

    private final DataSource database;

    SeenRows(DataSource database) {
        this.database = database;
    }

    /** Adds all of it, or nothing. */
    public void add(Written written) throws SQLException {
        Transactions.inTransaction(database, connection -> {
            events(connection, written.events());
            hours(connection, written.hours());
            properties(connection, written.properties());
            return written;
        });
    }

    private static void events(Connection connection, List<Written.Event> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_EVENTS)) {
            bound(
                            statement,
                            column(connection, "text", events, Written.Event::name),
                            column(connection, "bigint", events, Written.Event::count),
                            column(connection, "text", events, Written.Event::first),
                            column(connection, "text", events, Written.Event::last),
                            column(connection, "text", events, Written.Event::received),
                            column(connection, "bigint", events, Written.Event::sampled),
                            column(connection, "bigint", events, Written.Event::violations),
                            column(connection, "bigint", events, Written.Event::rejected),
                            column(connection, "text", events, Written.Event::violation),
                            column(connection, "text", events, Written.Event::violationAt))
                    .executeUpdate();
        }
    }

    private static void hours(Connection connection, List<Written.Hour> hours) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_HOURS)) {
            bound(
                            statement,
                            column(connection, "text", hours, Written.Hour::name),
                            column(connection, "text", hours, Written.Hour::hour),
                            column(connection, "bigint", hours, Written.Hour::count))
                    .executeUpdate();
        }
    }

    private static void properties(Connection connection, List<Written.Property> properties) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD_PROPERTIES)) {
            bound(
                            statement,
                            column(connection, "text", properties, Written.Property::name),
                            column(connection, "text", properties, Written.Property::property),
                            column(connection, "text", properties, Written.Property::type),
                            column(connection, "bigint", properties, Written.Property::count))
                    .executeUpdate();
        }
    }

    public void forgetHoursBefore(Instant hour) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("DELETE FROM seen_event_hour WHERE hour < ?")) {
            bound(statement, time(hour)).executeUpdate();
        }
    }
}
