package io.cairn.events.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.kit.test.Beside;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where an id leads while two transactions change it. */
@EventsTest
class ConcurrentLeadTest {
    @Inject
    Service service;

    @Inject
    DataSource database;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @Test
    void anExternalIdThatChangesHandsWhileItsFormerDeviceIsJoinedStaysWithTheNewOne() throws Exception {
        Said.sendTogether(List.of(Said.of("10:00 m1 track a ext=crm:7")));
        CompletableFuture<Void> join;
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // as a request does that brings a later event with the id
            statement.execute("SELECT FROM identity WHERE id = 'crm:7' FOR NO KEY UPDATE");
            statement.execute("UPDATE external_id SET name = 'b', at = '2026-01-31T12:00:00Z', message_id = 'm2'"
                    + " WHERE id = 'crm:7'");
            statement.execute("UPDATE identity SET customer_id = 'b', revision = revision + 1 WHERE id = 'crm:7'");
            join = Beside.run(() -> Said.sendTogether(List.of(Said.of("11:00 i1 identify a u"))));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> service.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                    + " AND datname = current_database()")
                            > 0);
            other.commit();
        }
        join.join();
        assertThat(service.number("SELECT count(*) FROM identity WHERE id = 'crm:7' AND customer_id = 'b'"))
                .isEqualTo(1);
    }
}
