package io.cairn.events.log.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.events.EventsTest;
import io.cairn.events.log.Appended;
import io.cairn.events.log.FrozenJson;
import io.cairn.events.log.PreparedEvent;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.kit.profile.StoredIdentity;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A few events go in by one statement; by many of them they come to the same. */
@EventsTest
class FewRowsTest {
    private static final int GROUPS = 400;
    private static final Instant BEGIN = Instant.parse("2026-01-31T00:00:00Z");

    private static final List<String> ALL = List.of(
            "SELECT message_id || ' ' || customer_id || ' ' || revision || ' ' || type || ' ' || at || ' ' || received_at || ' '"
                    + " || clamped || coalesce(name, '-') || coalesce(user_id, '-') || coalesce(anonymous_id, '-')"
                    + " || coalesce(properties::text, '-') || coalesce(traits::text, '-') || coalesce(details::text, '-')"
                    + " || coalesce(context::text, '-') FROM event ORDER BY message_id",
            "SELECT m::text FROM message m ORDER BY message_id",
            "SELECT c::text FROM customer c ORDER BY id",
            "SELECT i::text FROM identity i ORDER BY id",
            "SELECT j::text FROM identity_join j ORDER BY message_id",
            "SELECT x::text FROM external_id x ORDER BY id, of_user");

    private static final String PATIENCE = "SHOW idle_in_transaction_session_timeout";

    private static final String LEADING =
            "SELECT id || ' ' || revision || ' ' || customer_id FROM identity WHERE customer_id IS NOT NULL";

    PostgresServer postgres;

    @Inject
    FrozenJson json;

    private int made;

    @Test
    void whateverTheEventsSayOfIdentities() throws SQLException {
        try (Connection few = connection("few");
                Connection many = connection("many")) {
            Random random = new Random(20260131);
            int atOnce = 0;
            for (int i = 0; i < GROUPS; i++) {
                List<ReceivedEvent> events = new ArrayList<>();
                for (int j = random.nextInt(4); j >= 0; j--) {
                    events.add(event(random, i * 10 / GROUPS));
                }
                if (goesAtOnce(few, events)) {
                    atOnce++;
                }
                String group = "group " + i + ": " + events;
                Set<String> ledBefore = new HashSet<>(rows(many, LEADING));
                Appended byOne = append(few, events, true);
                Appended byMany = append(many, events, false);
                for (String sql : ALL) {
                    assertThat(rows(few, sql)).as(group).isEqualTo(rows(many, sql));
                }
                assertThat(byOne.duplicates()).as(group).isEqualTo(byMany.duplicates());
                assertThat(byOne.uncounted()).as(group).isEqualTo(byMany.uncounted());
                assertThat(new HashSet<>(byOne.touched())).as(group).isEqualTo(new HashSet<>(byMany.touched()));
                // either may say once more where an id leads that led there before
                assertThat(byOne.identities()).as(group).containsAll(news(byMany, ledBefore));
                assertThat(byMany.identities()).as(group).containsAll(news(byOne, ledBefore));
            }
            assertThat(atOnce).isBetween(GROUPS / 4, GROUPS * 3 / 4); // so both ways were tried
        }
    }

    private static List<StoredIdentity> news(Appended appended, Set<String> ledBefore) {
        return appended.identities().stream()
                .filter(identity ->
                        !ledBefore.contains(identity.id() + " " + identity.revision() + " " + identity.customerId()))
                .toList();
    }

    private ReceivedEvent event(Random random, int cast) {
        String user = "u-" + cast + "-" + random.nextInt(4);
        String other = "u-" + cast + "-" + random.nextInt(4);
        String device = "d-" + cast + "-" + random.nextInt(4);
        Instant at = BEGIN.plus(Duration.ofMinutes(random.nextInt(600)));
        Set<String> external = random.nextInt(4) == 0 ? Set.of("email:e-" + cast + "-" + random.nextInt(3)) : Set.of();
        Map<String, Object> context = random.nextBoolean() ? Map.of("it's", "\"a {b}, \\n\"") : Map.of();
        return switch (random.nextInt(12)) {
            case 0, 1 -> received(EventType.IDENTIFY, user, device, at, Map.of(), context, external);
            case 2 -> received(EventType.IDENTIFY, user, null, at, Map.of(), context, external);
            case 3 -> received(EventType.ALIAS, user, null, at, previous(random, device, other), context, external);
            case 4, 5, 6 -> received(EventType.TRACK, null, device, at, Map.of(), context, external);
            case 7 -> received(EventType.TRACK, user, device, at, Map.of(), context, external);
            default -> received(EventType.TRACK, user, null, at, Map.of(), context, external);
        };
    }

    private static Map<String, Object> previous(Random random, String device, String user) {
        Map<String, Object> details = new HashMap<>();
        details.put(ReceivedEvent.PREVIOUS_ID, random.nextBoolean() ? device : user);
        if (random.nextInt(3) == 0) {
            details.put(ReceivedEvent.ADMIN, true);
        }
        return details;
    }

    private ReceivedEvent received(
            EventType type,
            String userId,
            String anonymousId,
            Instant at,
            Map<String, Object> details,
            Map<String, Object> context,
            Set<String> external) {
        Map<String, Object> value = Map.of("value", 0.1, "text", "ä\t\\");
        boolean counted = type == EventType.TRACK;
        LoggedEvent event = new LoggedEvent(
                "m" + made++,
                type,
                counted ? "e" : null,
                userId,
                anonymousId,
                at,
                counted ? value : Map.of(),
                type == EventType.IDENTIFY ? value : Map.of());
        return new ReceivedEvent(event, at.plusNanos(1_234_567), made % 5 == 0, context, details, external);
    }

    /** Whether one statement does it all; it is taken back. */
    private boolean goesAtOnce(Connection connection, List<ReceivedEvent> events) throws SQLException {
        if (events.stream().anyMatch(ReceivedEvent::mayMergeOrPart)) {
            return false;
        }
        boolean atOnce = new FewRows(connection).add(prepared(events)).isPresent();
        assertThat(rows(connection, PATIENCE)).containsExactly("10s");
        connection.rollback();
        return atOnce;
    }

    /** As {@link EventLog} does. */
    private Appended append(Connection connection, List<ReceivedEvent> events, boolean few) throws SQLException {
        AtomicReference<Appended> foreseen = new AtomicReference<>();
        boolean alone = events.stream().anyMatch(ReceivedEvent::mayMergeOrPart);
        while (true) {
            try {
                new Append(connection).run(prepared(events), few, alone, foreseen::set);
                assertThat(rows(connection, PATIENCE)).containsExactly("10s");
                connection.commit();
                return foreseen.get();
            } catch (MustBeAlone e) {
                connection.rollback();
                alone = true;
            }
        }
    }

    private List<PreparedEvent> prepared(List<ReceivedEvent> events) {
        return events.stream().map(event -> EventRows.prepare(event, json)).toList();
    }

    private Connection connection(String name) throws SQLException {
        postgres.database(name, name, name);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(postgres.jdbcUrl(name));
        database.setUser(name);
        database.setPassword(name);
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        new Partitions(database).makeFor(List.of(event(new Random(0), 0))); // all are of one month
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
