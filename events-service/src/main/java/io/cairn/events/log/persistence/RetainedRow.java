package io.cairn.events.log.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.time;

import io.cairn.events.identity.persistence.IdentityRows;
import io.cairn.kit.db.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/** From when on events are kept, for all replicas. */
@ApplicationScoped
public class RetainedRow {
    private final DataSource database;

    RetainedRow(DataSource database) {
        this.database = database;
    }

    /** Empty if all are kept. */
    public Optional<Instant> since() throws SQLException {
        String sql = "SELECT nullif(since, '-infinity') FROM retained";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getObject(1, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        }
    }

    /** Moves it on; never back. Whoever adds events at this moment is waited for: when this returns, none adds older ones. */
    public void moveTo(Instant since) throws SQLException {
        Transactions.inTransaction(database, connection -> {
            new IdentityRows(connection).keepMerges(true);
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE retained SET since = greatest(since, ?)")) {
                return bound(statement, time(since)).executeUpdate();
            }
        });
    }
}
