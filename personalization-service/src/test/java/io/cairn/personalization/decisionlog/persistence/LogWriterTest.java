package io.cairn.personalization.decisionlog.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.personalization.PersonalizationTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@PersonalizationTest
class LogWriterTest {
    @Inject
    DataSource database;

    @Inject
    DecisionLogRepository log;

    @Inject
    OutcomeRepository outcomes;

    @Test
    void postgresMaySayNothingForLongWhileALargeLogIsReadAndNotAfterwards() throws SQLException {
        try (Connection connection = database.getConnection()) {
            int usual = connection.getNetworkTimeout();
            assertThat(usual).isBetween(1, 60_000);
            LogWriter writer = new LogWriter(connection, log, outcomes);
            List<Integer> meanwhile = new ArrayList<>();
            writer.patiently(Duration.ofMinutes(7), same -> meanwhile.add(connection.getNetworkTimeout()));
            assertThatThrownBy(() -> writer.patiently(Duration.ofMinutes(7), same -> {
                        throw new SQLException("broken");
                    }))
                    .hasMessage("broken");
            assertThat(meanwhile).containsExactly(7 * 60_000);
            assertThat(connection.getNetworkTimeout()).isEqualTo(usual);
        }
    }
}
