package io.cairn.events.log.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.events.EventsTest;
import io.cairn.events.log.Appended;
import io.cairn.events.log.FrozenJson;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.log.Retained;
import io.cairn.events.log.Suspicion;
import io.cairn.events.log.Touched;
import io.cairn.kit.servers.PostgresServer;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A log that was filled before it had partitions. */
@EventsTest
class MigratedLogTest {
    private static final String FILL =
            """
            INSERT INTO customer (id, revision) VALUES ('u', 2), ('a', 1);
            INSERT INTO identity (id, customer_id, known) VALUES ('u', NULL, true), ('a', NULL, false), ('b', 'u', false);
            INSERT INTO identity_join (message_id, previous_id, user_id, at) VALUES ('i1', 'b', 'u', '2025-06-30T23:59:59.999Z');
            INSERT INTO event (message_id, customer_id, revision, type, name, user_id, anonymous_id, at, received_at, clamped)
            VALUES ('m1', 'u', 1, 'track', 'e', 'u', NULL, '2012-01-01T00:00:00Z', '2025-07-01T00:00:00Z', false),
                   ('m2', 'u', 2, 'track', 'e', NULL, 'b', '2025-06-01T00:00:00Z', '2025-07-01T00:00:00Z', false),
                   ('i1', 'u', 2, 'identify', NULL, 'u', 'b', '2025-06-30T23:59:59.999Z', '2025-07-01T00:00:00Z', false),
                   ('m3', 'a', 1, 'track', 'e', NULL, 'a', '2025-06-02T00:00:00Z', '2025-07-01T00:00:00Z', false)
            """;

    PostgresServer postgres;

    @Inject
    FrozenJson json;

    @Inject
    Retained retained;

    @Test
    void aFilledLogStaysWhereItIsAndKnowsItsEvents() throws SQLException {
        PGSimpleDataSource database = database("filled", FILL);
        EventLog log = new EventLog(database, new Partitions(database), retained, json, new Suspicion());
        Appended again = append(
                log,
                received("m1", "v", null, "2026-01-01T00:00:00Z"),
                received("m2", "v", null, "2025-06-01T00:00:00Z"),
                received("m3", null, "a", "2025-08-01T00:00:00Z"));
        assertThat(again.duplicates()).containsExactlyInAnyOrder("m1", "m2", "m3");
        assertThat(again.touched().stream().map(Touched::customerId)).containsExactlyInAnyOrder("u", "a");

        Appended more = append(
                log,
                received("m4", "u", null, "1980-01-01T00:00:00Z"),
                received("m5", "u", null, "2025-06-30T23:59:59.999Z"),
                received("m6", "u", null, "2025-07-01T00:00:00Z"),
                received("m7", null, "b", "2025-12-01T00:00:00Z"),
                new ReceivedEvent(
                        new LoggedEvent(
                                "i2",
                                EventType.IDENTIFY,
                                null,
                                "w",
                                "a",
                                Instant.parse("2025-09-01T00:00:00Z"),
                                Map.of(),
                                Map.of()),
                        Instant.parse("2025-09-01T00:00:00Z"),
                        false,
                        Map.of(),
                        Map.of(),
                        Set.of()));
        assertThat(more.duplicates()).isEmpty();
        assertThat(rows(database, "SELECT customer_id || ' ' || message_id FROM event ORDER BY 1"))
                .containsExactly("u i1", "u m1", "u m2", "u m4", "u m5", "u m6", "u m7", "w i2", "w m3");
        assertThat(rows(
                        database,
                        "SELECT tableoid::regclass || ' ' || count(*) FROM event GROUP BY tableoid ORDER BY 1"))
                .containsExactly("event_2025_07 1", "event_2025_09 1", "event_2025_12 1", "event_before 6");
        assertThat(rows(
                        database,
                        "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'event_before'::regclass"))
                .containsExactlyInAnyOrder("event_before_timeline", "event_before_revision", "event_before_anonymous");
        assertThat(rows(database, "SELECT count(*)::text FROM message")).containsExactly("9");
    }

    @Test
    void anEmptyLogLeavesNothingBehind() throws SQLException {
        PGSimpleDataSource database = database("empty", "");
        assertThat(rows(
                        database,
                        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'event'::regclass"))
                .isEmpty();
        EventLog log = new EventLog(database, new Partitions(database), retained, json, new Suspicion());
        append(log, received("m1", "u", null, "2025-06-01T00:00:00Z"));
        assertThat(rows(database, "SELECT tableoid::regclass::text FROM event")).containsExactly("event_2025_06");
    }

    private static Appended append(EventLog log, ReceivedEvent... events) throws SQLException {
        List<Appended> foreseen = new ArrayList<>();
        log.append(Arrays.stream(events).map(log::prepare).toList(), (appended, durable) -> foreseen.add(appended));
        return foreseen.get(0);
    }

    private PGSimpleDataSource database(String name, String fill) throws SQLException {
        postgres.database(name, name, name);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(postgres.jdbcUrl(name));
        database.setUser(name);
        database.setPassword(name);
        migrate(database, "5");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(fill);
        }
        migrate(database, "latest");
        return database;
    }

    private static void migrate(PGSimpleDataSource database, String target) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .target(target)
                .load()
                .migrate();
    }

    private static List<String> rows(PGSimpleDataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static ReceivedEvent received(String messageId, String userId, String anonymousId, String at) {
        LoggedEvent event = new LoggedEvent(
                messageId, EventType.TRACK, "e", userId, anonymousId, Instant.parse(at), Map.of(), Map.of());
        return new ReceivedEvent(event, event.at(), false, Map.of(), Map.of(), Set.of());
    }
}
