package io.cairn.events.plan.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.texts;
import static io.cairn.kit.db.SqlArrays.time;

import io.cairn.events.plan.PlanMode;
import io.cairn.events.plan.PropertyTypes;
import io.cairn.events.plan.SeenEvent;
import io.cairn.events.plan.SeenEvent.Rates;
import io.cairn.events.plan.SeenEvent.SeenProperty;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageFill;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads what was seen. */
@ApplicationScoped
public class SeenRepository {
    /** The page first, then its rates: those of all names would take seconds. */
    private static final String EVENTS =
            """
            SELECT n.*, h.last_hour, h.last_day, h.last_week
            FROM (
              SELECT coalesce(s.name, p.name) AS event, s.*, p.mode
              FROM seen_event s FULL JOIN planned_event p ON p.name = s.name
              WHERE coalesce(s.name, p.name) %s ? ORDER BY 1 LIMIT ?) n
            LEFT JOIN LATERAL (
              SELECT sum(count) FILTER (WHERE hour >= ?) AS last_hour, sum(count) FILTER (WHERE hour >= ?) AS last_day,
                sum(count) AS last_week
              FROM seen_event_hour h WHERE h.name = n.event AND hour >= ?) h ON true
            ORDER BY n.event
            """;

    /** About how many bytes a row of what properties were has in an answer, besides the property's name. */
    private static final int ROW = 40;

    private final DataSource database;

    SeenRepository(DataSource database) {
        this.database = database;
    }

    /** In the order of their names, the planned ones that never came among them; fewer where they have many properties. */
    public Page<SeenEvent> after(String name, int limit, Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            List<SeenEvent> found = events(connection, EVENTS.formatted(">"), name, limit + 1, now);
            Map<String, Long> sizes = sizes(connection, found);
            PageFill<SeenEvent> page = new PageFill<>(limit);
            for (SeenEvent event : found) {
                if (!page.takes(sizes.getOrDefault(event.name(), 0L))) {
                    break;
                }
                page.add(event);
            }
            Page<SeenEvent> filled = page.page(SeenEvent::name);
            return new Page<>(withProperties(connection, filled.items()), filled.next());
        }
    }

    /** Empty if it was neither seen nor planned. */
    public List<SeenEvent> named(String name, Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return withProperties(connection, events(connection, EVENTS.formatted("="), name, 1, now));
        }
    }

    /** Without their properties. */
    private static List<SeenEvent> events(Connection connection, String sql, String name, int limit, Instant now)
            throws SQLException {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = bound(
                                statement,
                                name,
                                limit,
                                time(hour),
                                time(hour.minus(Duration.ofHours(23))),
                                time(hour.minus(Duration.ofHours(7 * 24 - 1))))
                        .executeQuery()) {
            List<SeenEvent> found = new ArrayList<>();
            while (row.next()) {
                found.add(event(row));
            }
            return found;
        }
    }

    /** By event, about how many bytes its properties have in an answer. */
    private static Map<String, Long> sizes(Connection connection, List<SeenEvent> events) throws SQLException {
        String sql =
                "SELECT name, sum(octet_length(property) + ?) FROM seen_property WHERE name = ANY (?) GROUP BY name";
        Map<String, Long> sizes = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row =
                        bound(statement, ROW, texts(connection, names(events))).executeQuery()) {
            while (row.next()) {
                sizes.put(row.getString(1), row.getLong(2));
            }
        }
        return sizes;
    }

    private static List<SeenEvent> withProperties(Connection connection, List<SeenEvent> events) throws SQLException {
        Map<String, Map<String, Map<String, Long>>> types = types(connection, names(events));
        return events.stream()
                .map(event -> with(event, types.getOrDefault(event.name(), Map.of())))
                .toList();
    }

    private static List<String> names(List<SeenEvent> events) {
        return events.stream().map(SeenEvent::name).toList();
    }

    private static SeenEvent event(ResultSet row) throws SQLException {
        String mode = row.getString("mode");
        return new SeenEvent(
                row.getString("event"),
                row.getLong("count"),
                optionalTime(row, "first_at"),
                optionalTime(row, "last_at"),
                optionalTime(row, "received_at"),
                new Rates(row.getLong("last_hour"), row.getLong("last_day"), row.getLong("last_week")),
                row.getLong("sampled"),
                row.getLong("violations"),
                row.getLong("rejected"),
                row.getString("last_violation"),
                optionalTime(row, "last_violation_at"),
                mode == null ? null : PlanMode.valueOf(mode.toUpperCase(Locale.ROOT)),
                List.of());
    }

    private static SeenEvent with(SeenEvent event, Map<String, Map<String, Long>> types) {
        List<SeenProperty> properties = new ArrayList<>();
        types.forEach((property, counts) -> {
            List<String> commonest = counts.entrySet().stream()
                    .filter(count -> !count.getKey().equals(PropertyTypes.ANY))
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .map(Map.Entry::getKey)
                    .toList();
            // that of any type, unless an earlier build counted some of the events, which kept none
            long seen =
                    counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
            double share = event.sampled() == 0 ? 0 : Math.min(1, (double) seen / event.sampled());
            properties.add(new SeenProperty(property, commonest, Math.round(share * 1000) / 1000.0));
        });
        return new SeenEvent(
                event.name(),
                event.count(),
                event.first(),
                event.last(),
                event.received(),
                event.rates(),
                event.sampled(),
                event.violations(),
                event.rejected(),
                event.lastViolation(),
                event.lastViolationAt(),
                event.plan(),
                properties);
    }

    /** By event, property and type, how often. */
    private static Map<String, Map<String, Map<String, Long>>> types(Connection connection, List<String> names)
            throws SQLException {
        String sql =
                "SELECT name, property, type, count FROM seen_property WHERE name = ANY (?) ORDER BY name, property";
        Map<String, Map<String, Map<String, Long>>> types = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = bound(statement, texts(connection, names)).executeQuery()) {
            while (row.next()) {
                types.computeIfAbsent(row.getString(1), name -> new LinkedHashMap<>())
                        .computeIfAbsent(row.getString(2), property -> new HashMap<>())
                        .put(row.getString(3), row.getLong(4));
            }
        }
        return types;
    }

    private static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
