package io.cairn.events.identity.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;

import io.cairn.events.identity.ExternalIdSeen;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** The statements on external ids, for a transaction under way. */
public final class ExternalIdRows {
    private final Connection connection;

    public ExternalIdRows(Connection connection) {
        this.connection = connection;
    }

    /** Keeps of each external id the latest event of a user and the latest other one. */
    public void keepLatest(Collection<ExternalIdSeen> seen) throws SQLException {
        String sql = "SELECT keep_latest(?::text[], ?::boolean[], ?::text[], ?::timestamptz[], ?::text[])";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bound(
                            statement,
                            column(connection, "text", seen, ExternalIdSeen::id),
                            column(connection, "boolean", seen, ExternalIdSeen::ofUser),
                            column(connection, "text", seen, ExternalIdSeen::name),
                            column(connection, "timestamptz", seen, ExternalIdSeen::at),
                            column(connection, "text", seen, ExternalIdSeen::messageId))
                    .execute();
        }
    }
}
