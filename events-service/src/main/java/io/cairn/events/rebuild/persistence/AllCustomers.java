package io.cairn.events.rebuild.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.texts;

import io.cairn.events.identity.persistence.IdentityRows;
import io.cairn.kit.db.Transactions;
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
    private final DataSource database;

    AllCustomers(DataSource database) {
        this.database = database;
    }

    /** What one replica does for all; each has a lock of its own. */
    public enum Duty {
        /** "cairn" in ASCII. */
        GUARD(0x636169726eL),
        REBUILD(0x636169726fL),
        RETENTION(0x6361697270L),
        DOUBTS(0x6361697271L);

        private final long lock;

        Duty(long lock) {
            this.lock = lock;
        }
    }

    /** Work that one replica does for all. */
    @FunctionalInterface
    public interface Work {
        void run() throws SQLException;
    }

    /**
     * Does some work unless another replica is at it; false if one is. The lock ends with the connection at the latest, and that
     * within a minute if the machine at its other end is gone.
     */
    public boolean aloneDo(Duty duty, Work work) throws SQLException {
        String sql =
                """
                SELECT pg_try_advisory_xact_lock(?), set_config('tcp_keepalives_idle', '20', true),
                  set_config('tcp_keepalives_interval', '5', true), set_config('tcp_keepalives_count', '4', true)""";
        return Transactions.inTransaction(
                database,
                connection -> { // whose end gives the lock back
                    try (PreparedStatement statement = connection.prepareStatement(sql);
                            ResultSet row = bound(statement, duty.lock).executeQuery()) {
                        row.next();
                        if (!row.getBoolean(1)) {
                            return false;
                        }
                        work.run();
                        return true;
                    }
                });
    }

    /** Waits until the transactions that add events and are under way have ended, so that what they added is seen. */
    public void awaitAppends() throws SQLException {
        Transactions.inTransaction(database, connection -> {
            new IdentityRows(connection).keepMerges(true);
            return true;
        });
    }

    /** About how many there are: cheap, for a progress bar. */
    public long count() throws SQLException {
        String sql =
                """
                SELECT CASE WHEN n < 1000000 THEN n
                  ELSE greatest(n, (SELECT reltuples::bigint FROM pg_class WHERE oid = 'customer'::regclass)) END
                FROM (SELECT count(*) AS n FROM (SELECT FROM customer LIMIT 1000000) few) counted
                """;
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

    /**
     * Raises the revisions of the customers after one, so that every profile there is of them is to be folded anew; gives
     * them in the order of their ids.
     */
    public List<String> raise(String after, int limit) throws SQLException {
        String sql =
                """
                WITH due AS (SELECT id FROM customer WHERE id > ? ORDER BY id LIMIT ? FOR NO KEY UPDATE),
                  raised AS (UPDATE customer c SET revision = c.revision + 1, rebased = c.revision + 1
                             FROM due WHERE c.id = due.id RETURNING c.id)
                SELECT id FROM raised ORDER BY id
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, after, limit).executeQuery()) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    /** Raises the revisions of the ids that lead to some customers, so that what is said of them anew wins. */
    public List<StoredIdentity> raiseIdentitiesOf(Collection<String> customerIds) throws SQLException {
        String sql =
                """
                WITH due AS (SELECT id FROM identity WHERE customer_id = ANY (?) ORDER BY id FOR NO KEY UPDATE)
                UPDATE identity i SET revision = i.revision + 1 FROM due WHERE i.id = due.id
                RETURNING i.id, i.revision, i.customer_id
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows =
                        bound(statement, texts(connection, customerIds)).executeQuery()) {
            List<StoredIdentity> identities = new ArrayList<>();
            while (rows.next()) {
                identities.add(new StoredIdentity(rows.getString(1), rows.getLong(2), rows.getString(3)));
            }
            return identities;
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
