package io.cairn.personalization.decisionlog.persistence;

import io.cairn.kit.db.Transactions;
import io.cairn.personalization.decisionlog.OutcomeRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;

/** Writes outcomes. Of those of one kind for one proposition one stays, whatever the order in which they come. */
@ApplicationScoped
public class OutcomeRepository {
    /** The same for all who write, so that no two wait for each other. */
    private static final Comparator<OutcomeRecord> ORDER =
            Comparator.comparing(OutcomeRecord::propositionId).thenComparing(OutcomeRecord::outcome);

    private final DataSource dataSource;

    OutcomeRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** In a transaction of their own: all are durable, or none. */
    public void append(Collection<OutcomeRecord> outcomes) throws SQLException {
        Transactions.inTransaction(dataSource, connection -> {
            append(connection, outcomes);
            return outcomes.size();
        });
    }

    /** The earliest wins; of two at once, the one of the higher value. */
    void append(Connection connection, Collection<OutcomeRecord> outcomes) throws SQLException {
        List<OutcomeRecord> sorted = outcomes.stream().sorted(ORDER).toList();
        try (PreparedStatement statement = connection.prepareStatement(
                """
                insert into outcome (proposition_id, outcome, at, value, effective, received_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (proposition_id, outcome) do update set
                  at = least(outcome.at, excluded.at),
                  value = case
                    when excluded.at < outcome.at then excluded.value
                    when excluded.at = outcome.at then greatest(excluded.value, outcome.value)
                    else outcome.value end,
                  effective = outcome.effective or excluded.effective,
                  received_at = least(outcome.received_at, excluded.received_at)""")) {
            for (OutcomeRecord outcome : sorted) {
                statement.setString(1, outcome.propositionId());
                statement.setString(2, outcome.outcome().toString());
                statement.setTimestamp(3, Timestamp.from(outcome.at()));
                statement.setBigDecimal(4, outcome.value());
                statement.setBoolean(5, outcome.effective());
                statement.setTimestamp(6, Timestamp.from(outcome.receivedAt()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
