package io.cairn.events.identity.persistence;

import static io.cairn.kit.db.SqlArrays.bound;

import io.cairn.kit.profile.HashedIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Who an id is, as the log knows it. */
@ApplicationScoped
public class Customers {
    private final DataSource database;

    Customers(DataSource database) {
        this.database = database;
    }

    /** The customer with events under an id, in the log or in a snapshot, else the one that it leads to; empty for a stranger. */
    public Optional<String> of(String id) throws SQLException {
        String sql =
                """
                SELECT customer_id FROM (
                  (SELECT 1 AS choice, customer_id FROM event WHERE customer_id = ? LIMIT 1)
                  UNION ALL (SELECT 1, customer_id FROM snapshot WHERE customer_id = ? LIMIT 1)
                  UNION ALL (SELECT 2, customer_id FROM identity WHERE id IN (?, ?) AND customer_id IS NOT NULL)) found
                ORDER BY choice LIMIT 1
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row =
                        bound(statement, id, id, id, HashedIds.canonical(id)).executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
