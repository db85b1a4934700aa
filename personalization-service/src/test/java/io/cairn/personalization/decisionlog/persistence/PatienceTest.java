package io.cairn.personalization.decisionlog.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.kit.db.Patience;
import io.cairn.personalization.PersonalizationTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@PersonalizationTest
class PatienceTest {
    private static final int MILLIS = 500;

    @Inject
    DataSource database;

    @Test
    void postgresMaySayNothingForLongWhileALargeLogIsReadAndNotAfterwards() throws SQLException {
        try (Connection connection = database.getConnection()) {
            int usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, MILLIS);
            try (PreparedStatement slow = connection.prepareStatement("select pg_sleep(1), 7")) {
                try (ResultSet row = Patience.query(slow)) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getInt(2)).isEqualTo(7);
                }
                assertThat(connection.getNetworkTimeout()).isEqualTo(MILLIS);
                try (PreparedStatement change = connection.prepareStatement(
                        "create temporary table slept as select 1 from (select pg_sleep(1)) slept")) {
                    assertThat(Patience.update(change)).isEqualTo(1);
                }
                assertThat(connection.getNetworkTimeout()).isEqualTo(MILLIS);
                try (PreparedStatement wrong = connection.prepareStatement("select 1 / 0")) {
                    assertThatThrownBy(() -> Patience.query(wrong)).isInstanceOf(SQLException.class);
                }
                assertThat(connection.getNetworkTimeout()).isEqualTo(MILLIS);
            } finally {
                connection.setNetworkTimeout(Runnable::run, usual);
            }
        }
    }
}
