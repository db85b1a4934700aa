package io.cairn.events.plan.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.texts;
import static io.cairn.kit.db.SqlArrays.time;

import io.cairn.events.plan.PlanMode;
import io.cairn.events.plan.PropertyTypes;
import io.cairn.events.plan.SeenEvent;
import io.cairn.events.plan.SeenEvent.Rates;
import io.cairn.events.plan.SeenEvent.SeenProperty;
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
    private static final String EVENTS =
            """
            SELECT coalesce(s.name, p.name) AS event, s.*, p.mode, h.last_hour, h.last_day, h.last_week
            FROM seen_event s FULL JOIN planned_event p ON p.name = s.name
            LEFT JOIN LATERAL (
              SELECT sum(count) FILTER (WHERE hour >= ?) AS last_hour, sum(count) FILTER (WHERE hour >= ?) AS last_day,
                sum(count) AS last_week
              FROM seen_event_hour h WHERE h.name = s.name AND hour >= ?) h ON true
            WHERE coalesce(s.name, p.name) %s ? ORDER BY 1 LIMIT ?
            """;

    private final DataSource database;

    SeenRepository(DataSource database) {
        this.database = database;
    }

    /** In the order of their names; the planned ones that never came among them. */
    public List<SeenEvent> after(String name, int limit, Instant now) throws SQLException {
        return select(EVENTS.formatted(">"), name, limit, now);
    }

    /** Empty if it was neither seen nor planned. */
    public List<SeenEvent> named(String name, Instant now) throws SQLException {
        return select(EVENTS.formatted("="), name, 1, now);
    }

    private List<SeenEvent> select(String sql, String name, int limit, Instant now) throws SQLException {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = bound(
                                statement,
                                time(hour),
                                time(hour.minus(Duration.ofHours(23))),
                                time(hour.minus(Duration.ofHours(7 * 24 - 1))),
                                name,
                                limit)
                        .executeQuery()) {
            List<SeenEvent> found = new ArrayList<>();
            while (row.next()) {
                found.add(event(row));
            }
            Map<String, Map<String, Map<String, Long>>> types =
                    types(connection, found.stream().map(SeenEvent::name).toList());
            return found.stream()
                    .map(event -> with(event, types.getOrDefault(event.name(), Map.of())))
                    .toList();
        }
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
