package io.cairn.journey.map.rest;

import static io.cairn.journey.Api.JOURNEYS;
import static io.cairn.journey.Api.MAP;
import static io.cairn.journey.Api.caller;
import static io.cairn.journey.Api.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;

import io.cairn.journey.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Writers of a journey wait for one another; those who read do not wait with them. */
@QuarkusTest
class WaitingWritersTest {
    private static final int WRITERS = 32;

    @Inject
    DataSource dataSource;

    @Test
    void readersAreAnsweredWhileManyWritersWait() throws Exception {
        String key = saved();
        CompletableFuture<List<Integer>> writers;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            lock(connection, key);
            writers = CompletableFuture.supplyAsync(
                    () -> Concurrently.times(WRITERS, n -> n % 2 == 0 ? save(key) : publish(key)));
            Eventually.passes(Duration.ofSeconds(20), () -> assertThat(waiting(connection))
                    .isGreaterThanOrEqualTo(8));
            List<Integer> reads = Concurrently.times(
                    16, n -> caller().get(JOURNEYS + "/" + key).statusCode());
            connection.rollback();
            assertThat(reads).containsOnly(200);
        }
        assertThat(writers.join()).containsOnly(200);
    }

    @Test
    void whoWaitsTooLongIsToldToComeAgain() throws Exception {
        String key = saved();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            lock(connection, key);
            caller().body(MAP).put(JOURNEYS + "/" + key).then().statusCode(503).header("Retry-After", notNullValue());
            connection.rollback();
        }
        assertThat(save(key)).isEqualTo(200);
    }

    private static int save(String key) {
        return caller().body(MAP).put(JOURNEYS + "/" + key).statusCode();
    }

    private static int publish(String key) {
        return caller().post(JOURNEYS + "/" + key + "/publish").statusCode();
    }

    private static void lock(Connection connection, String key) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, key);
            lock.execute();
        }
    }

    private static int waiting(Connection connection) {
        try (PreparedStatement count = connection.prepareStatement(
                        "select count(*) from pg_locks where locktype = 'advisory' and not granted");
                ResultSet rows = count.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
