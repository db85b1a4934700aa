package io.cairn.events.log.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.events.EventsTest;
import io.cairn.events.log.FrozenJson;
import io.cairn.events.log.PreparedEvent;
import io.cairn.events.log.ReceivedEvent;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Plans that were made while the log was empty, and are kept until PostgreSQL looks at its tables, a minute later or more. */
@EventsTest
class KeptPlansTest {
    private static final Instant DAY = Instant.parse("2026-01-31T12:00:00Z");

    /** As often as makes the driver, then PostgreSQL, keep a plan, and more. */
    private static final int UNTIL_KEPT = 15;

    private static final int VISITORS = 3000;

    PostgresServer postgres;

    @Inject
    FrozenJson json;

    private final PGSimpleDataSource database = new PGSimpleDataSource();

    @BeforeEach
    void migrate() throws SQLException {
        postgres.database("plans", "plans", "plans");
        database.setURL(postgres.jdbcUrl("plans"));
        database.setUser("plans");
        database.setPassword("plans");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        new Partitions(database).makeFor(List.of(visit("a")));
    }

    @Test
    void aJoinReadsHerEventsAlone() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < UNTIL_KEPT; i++) {
                add(connection, visit("early" + i));
                add(connection, login("early" + i));
            }
            List<ReceivedEvent> visits = new ArrayList<>();
            List<ReceivedEvent> logins = new ArrayList<>();
            for (int i = 0; i < VISITORS; i++) {
                visits.add(visit("v" + i));
                logins.add(login("v" + i));
            }
            add(connection, visits.toArray(ReceivedEvent[]::new));
            add(connection, logins.subList(0, VISITORS / 2).toArray(ReceivedEvent[]::new));

            Map<String, Long> before = rowsRead(connection);
            new Append(connection).run(prepared(login("v" + (VISITORS - 1))), false, false, appended -> {});
            Map<String, Long> read = rowsRead(connection);
            before.forEach((table, rows) -> read.merge(table, -rows, Long::sum));
            assertThat(read.get("event_2026_01")).isPositive(); // so it is counted
            assertThat(read).allSatisfy((table, rows) -> assertThat(rows).isLessThan(100));
            connection.rollback();
        }
    }

    private void add(Connection connection, ReceivedEvent... events) throws SQLException {
        new Append(connection).run(prepared(events), false, false, appended -> {});
        connection.commit();
    }

    private List<PreparedEvent> prepared(ReceivedEvent... events) {
        List<PreparedEvent> prepared = new ArrayList<>();
        for (ReceivedEvent event : events) {
            prepared.add(EventRows.prepare(event, json));
        }
        return prepared;
    }

    /** So far, by table; PostgreSQL counts from when it last said so to others. */
    private static Map<String, Long> rowsRead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT relname, seq_tup_read + coalesce(idx_tup_fetch, 0)"
                        + " FROM pg_stat_xact_user_tables WHERE seq_tup_read + coalesce(idx_tup_fetch, 0) > 0")) {
            Map<String, Long> read = new TreeMap<>();
            while (rows.next()) {
                read.put(rows.getString(1), rows.getLong(2));
            }
            return read;
        }
    }

    private static ReceivedEvent visit(String device) {
        return received(
                new LoggedEvent("visit-" + device, EventType.TRACK, "visit", null, device, DAY, Map.of(), Map.of()));
    }

    private static ReceivedEvent login(String device) {
        return received(new LoggedEvent(
                "login-" + device,
                EventType.IDENTIFY,
                null,
                "user-" + device,
                device,
                DAY.plusSeconds(60),
                Map.of(),
                Map.of()));
    }

    private static ReceivedEvent received(LoggedEvent event) {
        return new ReceivedEvent(event, event.at(), false, Map.of(), Map.of(), Set.of());
    }
}
