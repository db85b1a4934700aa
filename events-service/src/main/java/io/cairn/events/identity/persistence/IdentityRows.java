package io.cairn.events.identity.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;
import static io.cairn.kit.db.SqlArrays.texts;

import io.cairn.kit.profile.StoredIdentity;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The statements on ids and where they lead, for a transaction under way. */
public final class IdentityRows {
    /** Of whoever adds events: many share it, and whoever changes which known customers are one has it alone. */
    private static final long MERGES = 0x6d6572676573L;

    /**
     * Ends a transaction in which nothing is said for so long: that of a replica that hangs, or whose machine has vanished, would
     * keep the others from what it has locked.
     */
    public static final String PATIENCE = "set_config('idle_in_transaction_session_timeout', '10s', true)";

    private final Connection connection;

    public IdentityRows(Connection connection) {
        this.connection = connection;
    }

    /** Until the transaction ends, no other makes known customers one or parts them; alone: none adds events either. */
    public void keepMerges(boolean alone) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT pg_advisory_xact_lock" + (alone ? "" : "_shared") + "(?), " + PATIENCE)) {
            bound(statement, MERGES).execute();
        }
    }

    /** What known customers are called, by each of the ids that is one's. */
    public Map<String, String> called(Collection<String> ids) throws SQLException {
        return pairs("SELECT id, coalesce(merged_into, id) FROM identity WHERE id = ANY (?) AND known", ids);
    }

    /** The ids of all that are called as one of some customers. */
    public Set<String> mergedInto(Collection<String> customerIds) throws SQLException {
        return ids("SELECT id FROM identity WHERE merged_into = ANY (?)", customerIds);
    }

    /** Calls known customers so from now on. */
    public void call(Map<String, String> byId) throws SQLException {
        String sql = "UPDATE identity i SET merged_into = nullif(t.called, t.id)"
                + " FROM unnest(?::text[], ?::text[]) AS t(id, called) WHERE i.id = t.id";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bound(
                            statement,
                            column(connection, "text", byId.entrySet(), Map.Entry::getKey),
                            column(connection, "text", byId.entrySet(), Map.Entry::getValue))
                    .executeUpdate();
        }
    }

    /**
     * Locks ids until the transaction ends. All are made before any is locked, both in order, so that two transactions
     * never wait for each other.
     */
    public void lock(Collection<String> ids) throws SQLException {
        Array all = texts(connection, ids);
        execute(
                "INSERT INTO identity (id) SELECT id FROM unnest(?::text[]) AS t(id) ORDER BY id COLLATE \"C\""
                        + " ON CONFLICT DO NOTHING",
                all);
        execute("SELECT FROM identity WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE", all);
    }

    /** From now on these ids are known customers'. */
    public void know(Collection<String> ids) throws SQLException {
        execute("UPDATE identity SET known = true WHERE id = ANY (?) AND NOT known", texts(connection, ids));
    }

    /** Lets ids lead where the joins say, and says where those lead that lead to another, or did. */
    public List<StoredIdentity> lead(Collection<String> ids) throws SQLException {
        return identities("SELECT id, revision, customer_id FROM lead_ids(?)", texts(connection, ids));
    }

    /** Where those of some ids lead that lead to another, or did. */
    public List<StoredIdentity> leads(Collection<String> ids) throws SQLException {
        return identities(
                "SELECT id, revision, customer_id FROM identity WHERE id = ANY (?) AND customer_id IS NOT NULL",
                texts(connection, ids));
    }

    /** The ids that lead to some customers. */
    public List<StoredIdentity> leadingTo(Collection<String> customerIds) throws SQLException {
        String sql = "SELECT id, revision, customer_id FROM identity WHERE customer_id = ANY (?)";
        return identities(sql, texts(connection, customerIds));
    }

    /** A page of all ids that lead to a customer, in their order. */
    public List<StoredIdentity> leading(String after, int limit) throws SQLException {
        String sql = "SELECT id, revision, customer_id FROM identity WHERE id > ? AND customer_id IS NOT NULL"
                + " ORDER BY id LIMIT ?";
        return identities(sql, after, limit);
    }

    private List<StoredIdentity> identities(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, parameters).executeQuery()) {
            List<StoredIdentity> identities = new ArrayList<>();
            while (rows.next()) {
                identities.add(new StoredIdentity(rows.getString(1), rows.getLong(2), rows.getString(3)));
            }
            return identities;
        }
    }

    private Map<String, String> pairs(String sql, Collection<String> parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, texts(connection, parameter)).executeQuery()) {
            Map<String, String> pairs = new HashMap<>();
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
            return pairs;
        }
    }

    private Set<String> ids(String sql, Collection<String> parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, texts(connection, parameter)).executeQuery()) {
            Set<String> ids = new HashSet<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private void execute(String sql, Array ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bound(statement, ids).execute();
        }
    }
}
