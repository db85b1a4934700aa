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

/** The customers whose profiles Redis may lack although their events are logged. */
@ApplicationScoped
public class Doubts {
    private static final int CHUNK = 500;

    private final DataSource database;

    /** Why a customer is in doubt. */
    public enum Cause {
        /** Her events were acknowledged though Redis did not take her profile: who has none there may be known all the same. */
        UNSEEN,

        /**
         * Events were moved to or from her. It is remembered with the move: whoever moved them is about to write her profile,
         * unless it died, and only then acknowledges anything.
         */
        MOVED
    }

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

    /** Whether anybody is in doubt. */
    public boolean areThere() throws SQLException {
        return areThere("SELECT EXISTS (SELECT FROM doubt)");
    }

    /** Whether anybody is for that cause. */
    public boolean areThere(Cause cause) throws SQLException {
        return areThere("SELECT EXISTS (SELECT FROM doubt WHERE moved = ?)", cause == Cause.MOVED);
    }

    private boolean areThere(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = bound(statement, parameters).executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Takes some customers, repairs and forgets them, or remembers them if that fails; false if there were none. */
    public boolean settleSome(Cause cause, Repair repair) throws SQLException {
        String sql =
                """
                DELETE FROM doubt
                WHERE ctid = ANY (ARRAY(SELECT ctid FROM doubt WHERE moved = ? LIMIT ? FOR UPDATE SKIP LOCKED))
                RETURNING customer_id
                """;
        return Transactions.inTransaction(database, connection -> {
            Set<String> customerIds = new LinkedHashSet<>();
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet rows =
                            bound(statement, cause == Cause.MOVED, CHUNK).executeQuery()) {
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
