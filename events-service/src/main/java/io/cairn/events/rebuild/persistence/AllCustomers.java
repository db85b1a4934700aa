package io.cairn.events.rebuild.persistence;

import static io.cairn.events.sql.SqlArrays.bound;

import io.cairn.events.identity.persistence.IdentityRows;
import io.cairn.kit.profile.StoredIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Walks through all customers, and lets one replica at a time do so. */
@ApplicationScoped
public class AllCustomers {
    /** "cairn" in ASCII. */
    private static final long LOCK = 0x636169726eL;

    private final DataSource database;

    AllCustomers(DataSource database) {
        this.database = database;
    }

    /** Work that one replica does for all. */
    @FunctionalInterface
    public interface Work {
        void run() throws SQLException;
    }

    /** Does some work unless another replica is at it; false if one is. The lock ends with the connection at the latest. */
    public boolean aloneDo(Work work) throws SQLException {
        String sql = "SELECT pg_try_advisory_xact_lock(?)";
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet row = bound(statement, LOCK).executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    return false;
                }
                work.run();
                return true;
            } finally {
                connection.rollback(); // gives the lock back
            }
        }
    }

    /** About how many there are: cheap, for a progress bar. */
    public long count() throws SQLException {
        String sql = "SELECT count(*) FROM customer";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The revisions of the customers after one, in the order of their ids. */
    public Map<String, Long> revisions(String after, int limit) throws SQLException {
        String sql = "SELECT id, revision FROM customer WHERE id > ? ORDER BY id LIMIT ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, after, limit).executeQuery()) {
            Map<String, Long> revisions = new LinkedHashMap<>();
            while (rows.next()) {
                revisions.put(rows.getString(1), rows.getLong(2));
            }
            return revisions;
        }
    }

    /** The ids that lead to a customer, after one of them, in their order. */
    public List<StoredIdentity> identities(String after, int limit) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new IdentityRows(connection).leading(after, limit);
        }
    }

    /** The ids that lead to some customers. */
    public List<StoredIdentity> identitiesOf(Collection<String> customerIds) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new ArrayList<>(new IdentityRows(connection).leadingTo(customerIds));
        }
    }
}
