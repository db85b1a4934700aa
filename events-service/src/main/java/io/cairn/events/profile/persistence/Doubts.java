package io.cairn.events.profile.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.texts;

import io.cairn.kit.db.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.sql.DataSource;

/** The customers whose profiles Redis did not take although their events are logged. */
@ApplicationScoped
public class Doubts {
    private static final int CHUNK = 500;

    private final DataSource database;

    Doubts(DataSource database) {
        this.database = database;
    }

    /** Repairs the profiles of some customers; throws if it could not. */
    @FunctionalInterface
    public interface Repair {
        void repair(Set<String> customerIds) throws SQLException;
    }

    /** Remembers customers, durably: only then may their events be acknowledged. */
    public void raise(Collection<String> customerIds) throws SQLException {
        String sql = "INSERT INTO doubt (customer_id) SELECT * FROM unnest(?::text[])";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bound(statement, texts(connection, customerIds)).executeUpdate();
        }
    }

    /** How many are remembered, counted up to {@code limit}; a customer may be remembered several times. */
    public int count(int limit) throws SQLException {
        String sql = "SELECT count(*) FROM (SELECT FROM doubt LIMIT ?) d";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = bound(statement, limit).executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Takes some customers, repairs and forgets them, or remembers them if that fails; false if there were none. */
    public boolean settleSome(Repair repair) throws SQLException {
        String sql = "DELETE FROM doubt WHERE ctid = ANY (ARRAY(SELECT ctid FROM doubt LIMIT ? FOR UPDATE SKIP LOCKED))"
                + " RETURNING customer_id";
        return Transactions.inTransaction(database, connection -> {
            Set<String> customerIds = new LinkedHashSet<>();
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet rows = bound(statement, CHUNK).executeQuery()) {
                while (rows.next()) {
                    customerIds.add(rows.getString(1));
                }
            }
            if (!customerIds.isEmpty()) {
                repair.repair(customerIds);
            }
            return !customerIds.isEmpty();
        });
    }
}
