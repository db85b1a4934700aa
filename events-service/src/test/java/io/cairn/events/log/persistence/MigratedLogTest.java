package io.cairn.events.log.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A log that was filled by an earlier build. */
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

    private static final String SPELLED =
            """
            INSERT INTO identity (id, known) VALUES ('u', true), ('v', true), ('w', true), ('t', true);
            INSERT INTO identity (id, customer_id) VALUES ('d', NULL), ('Email_SHA256:9F', 'v'), ('email_sha256:9f', 'u'),
              ('EMAIL_sha256:AA', 'd'), ('Email:Joe@x.org', 'w'), ('Email_sha256:0f', 'w'), ('CRM:A', 'w'),
              ('email:Ann@x.org', 't'), ('email:ann@x.org', 't');
            INSERT INTO external_id (id, of_user, name, at, message_id) VALUES
              ('Email_SHA256:9F', true, 'v', '2025-01-01T00:00:00Z', 'm1'),
              ('email_sha256:9f', true, 'u', '2025-01-02T00:00:00Z', 'm2'),
              ('EMAIL_sha256:AA', false, 'd', '2025-01-01T00:00:00Z', 'm3'),
              ('Email:Joe@x.org', true, 'w', '2025-01-01T00:00:00Z', 'm4'),
              ('Email_sha256:0f', true, 'w', '2025-01-01T00:00:00Z', 'm4'),
              ('CRM:A', true, 'w', '2025-01-01T00:00:00Z', 'm4'),
              ('email:Ann@x.org', true, 't', '2025-01-01T00:00:00Z', 'm5'),
              ('email:ann@x.org', true, 't', '2025-01-01T00:00:00Z', 'm5')
            """;

    PostgresServer postgres;

    @Inject
    FrozenJson json;

    @Inject
    Retained retained;

    @Test
    void aFilledLogStaysWhereItIsAndKnowsItsEvents() throws SQLException {
        PGSimpleDataSource database = database("filled", "5", FILL);
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

    /** Ids of types in another case lead to whoever has them, and Redis is to know. */
    @Test
    void externalIdsAreOfOneCase() throws SQLException {
        PGSimpleDataSource database = database("spelled", "10", SPELLED);
        assertThat(rows(database, "SELECT id || ' ' || of_user || ' ' || name FROM external_id ORDER BY id, of_user"))
                .containsExactlyInAnyOrder(
                        "CRM:A true w",
                        "email:ann@x.org true t",
                        "email:joe@x.org true w",
                        "email_sha256:0f true w",
                        "email_sha256:9f true u",
                        "email_sha256:aa false d",
                        // of joe@x.org
                        "email_sha256:3692f5ab56e0c53f4ea323ebabb46f41391510dd6363bd0fd24c42ec8f8c6b2f true w");
        assertThat(rows(
                        database,
                        "SELECT id || ' ' || customer_id FROM identity WHERE customer_id IS NOT NULL ORDER BY id"))
                .contains("email_sha256:9f u", "email_sha256:aa d", "email:joe@x.org w", "email_sha256:0f w")
                .noneMatch(row -> row.startsWith("Email") || row.startsWith("EMAIL"));
        assertThat(rows(database, "SELECT customer_id FROM doubt ORDER BY 1")).containsExactly("d", "u", "w");
        assertThat(rows(database, "SELECT id FROM identity WHERE id = 'email:Ann@x.org'"))
                .isEmpty();
    }

    /** Each locks an id before what is said of it, or they would wait for each other, and one had to give up. */
    @Test
    void externalIdsAreMigratedWhileAReplicaOfBeforeAddsEvents() throws Exception {
        PGSimpleDataSource database = database("shared", "10", SPELLED, "10");
        CompletableFuture<Void> migrating;
        try (Connection adding = database.getConnection();
                Statement statement = adding.createStatement()) {
            adding.setAutoCommit(false);
            statement.execute("SELECT FROM identity WHERE id = 'Email_SHA256:9F' FOR NO KEY UPDATE");
            migrating = CompletableFuture.runAsync(() -> migrate(database, "latest"));
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> rows(
                                            database,
                                            "SELECT pid::text FROM pg_stat_activity"
                                                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                                    .size(),
                            equalTo(1));
            statement.execute(
                    "SELECT keep_latest('{Email_SHA256:9F}', '{t}', '{v}', '{2025-03-01T00:00:00Z}', '{m9}')");
            adding.commit();
        }
        migrating.get(20, TimeUnit.SECONDS);
        assertThat(rows(database, "SELECT customer_id FROM identity WHERE id = 'email_sha256:9f'"))
                .containsExactly("v");
    }

    @Test
    void anEmptyLogLeavesNothingBehind() throws SQLException {
        PGSimpleDataSource database = database("empty", "5", "");
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

    private PGSimpleDataSource database(String name, String version, String fill) throws SQLException {
        return database(name, version, fill, "latest");
    }

    private PGSimpleDataSource database(String name, String version, String fill, String then) throws SQLException {
        postgres.database(name, name, name);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(postgres.jdbcUrl(name));
        database.setUser(name);
        database.setPassword(name);
        migrate(database, version);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(fill);
        }
        migrate(database, then);
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
