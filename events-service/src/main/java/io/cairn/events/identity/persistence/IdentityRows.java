package io.cairn.events.identity.persistence;

import static io.cairn.events.sql.SqlArrays.bound;
import static io.cairn.events.sql.SqlArrays.column;
import static io.cairn.events.sql.SqlArrays.texts;

import io.cairn.events.identity.Anonymous;
import io.cairn.events.identity.Join;
import io.cairn.events.identity.Joined;
import io.cairn.events.identity.Move;
import io.cairn.kit.profile.StoredIdentity;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The statements on joins, for a transaction under way. Whose an event is, the SQL function {@code owner_of} says. */
public final class IdentityRows {
    /**
     * The events that joins may concern: those from a join to the next one, and, of the earliest join, those before it.
     */
    private static final String CONCERNED =
            """
            WITH new_join AS (
              SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::text[]) AS t(anonymous_id, at, message_id)
            ), span AS (
              SELECT n.anonymous_id,
                CASE WHEN EXISTS (SELECT FROM identity_join p WHERE p.anonymous_id = n.anonymous_id
                                    AND (p.at, p.message_id) < (n.at, n.message_id))
                  THEN n.at ELSE '-infinity' END AS since,
                coalesce((SELECT min(s.at) FROM identity_join s WHERE s.anonymous_id = n.anonymous_id AND s.at > n.at),
                  'infinity') AS until
              FROM new_join n
            )
            """;

    private final Connection connection;

    public IdentityRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * Locks anonymous ids until the transaction ends. All are made before any is locked, both in order, so that two
     * transactions never wait for each other.
     */
    public void lock(Collection<String> anonymousIds) throws SQLException {
        Array ids = texts(connection, anonymousIds);
        execute(
                "INSERT INTO identity (id) SELECT id FROM unnest(?::text[]) AS t(id) ORDER BY id COLLATE \"C\""
                        + " ON CONFLICT DO NOTHING",
                ids);
        execute("SELECT FROM identity WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE", ids);
    }

    /** Adds joins; gives how many were new. */
    public int insert(List<Join> joins) throws SQLException {
        String sql = "INSERT INTO identity_join (message_id, anonymous_id, user_id, at)"
                + " SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[]) AS t(message_id, a, u, at)"
                + " ORDER BY message_id COLLATE \"C\" ON CONFLICT DO NOTHING";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return bound(
                            statement,
                            column(connection, "text", joins, Join::messageId),
                            column(connection, "text", joins, Join::anonymousId),
                            column(connection, "text", joins, Join::userId),
                            column(connection, "timestamptz", joins, Join::at))
                    .executeUpdate();
        }
    }

    /** Whose anonymous events are, in the order asked. */
    public List<String> owners(List<Anonymous> events) throws SQLException {
        String sql = "SELECT owner_of(a, at) FROM unnest(?::text[], ?::timestamptz[]) WITH ORDINALITY AS t(a, at, i)"
                + " ORDER BY i";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(
                                statement,
                                column(connection, "text", events, Anonymous::anonymousId),
                                column(connection, "timestamptz", events, Anonymous::at))
                        .executeQuery()) {
            List<String> owners = new ArrayList<>();
            while (rows.next()) {
                owners.add(rows.getString(1));
            }
            return owners;
        }
    }

    /** Between which customers logged events must move, now that joins were added. */
    public List<Move> moves(List<Join> joins) throws SQLException {
        String sql = CONCERNED
                + """
                SELECT DISTINCT e.customer_id, owner_of(e.anonymous_id, e.at)
                FROM span s
                JOIN event e ON e.anonymous_id = s.anonymous_id AND e.user_id IS NULL AND e.at >= s.since AND e.at < s.until
                WHERE e.customer_id <> owner_of(e.anonymous_id, e.at)
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bindJoins(statement, joins).executeQuery()) {
            List<Move> moves = new ArrayList<>();
            while (rows.next()) {
                moves.add(new Move(rows.getString(1), rows.getString(2)));
            }
            return moves;
        }
    }

    /** Moves the events to their new owners, at the revisions that the owners are at. */
    public void move(List<Join> joins) throws SQLException {
        String sql = CONCERNED
                + """
                UPDATE event e SET customer_id = c.id, revision = c.revision
                FROM span s, customer c
                WHERE e.anonymous_id = s.anonymous_id AND e.user_id IS NULL AND e.at >= s.since AND e.at < s.until
                  AND c.id = owner_of(e.anonymous_id, e.at) AND e.customer_id <> c.id
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bindJoins(statement, joins).executeUpdate();
        }
    }

    /** Lets joined anonymous ids lead to the user of their latest join, and says where that is. */
    public List<StoredIdentity> lead(Collection<String> anonymousIds) throws SQLException {
        String sql =
                """
                UPDATE identity i SET revision = i.revision + 1, customer_id =
                  (SELECT j.user_id FROM identity_join j WHERE j.anonymous_id = i.id
                   ORDER BY j.at DESC, j.message_id DESC LIMIT 1)
                WHERE i.id = ANY (?) RETURNING i.id, i.revision, i.customer_id
                """;
        return identities(sql, texts(connection, anonymousIds));
    }

    /** What those of some logged events that are joins did: events went to a user from the neighbouring joins' users. */
    public Joined joinedBy(Collection<String> messageIds) throws SQLException {
        String sql =
                """
                SELECT j.anonymous_id, j.user_id,
                  (SELECT p.user_id FROM identity_join p
                   WHERE p.anonymous_id = j.anonymous_id AND (p.at, p.message_id) < (j.at, j.message_id)
                   ORDER BY p.at DESC, p.message_id DESC LIMIT 1),
                  (SELECT s.user_id FROM identity_join s
                   WHERE s.anonymous_id = j.anonymous_id AND (s.at, s.message_id) > (j.at, j.message_id)
                   ORDER BY s.at, s.message_id LIMIT 1)
                FROM identity_join j WHERE j.message_id = ANY (?)
                """;
        Set<String> anonymousIds = new HashSet<>();
        Set<String> customerIds = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, texts(connection, messageIds)).executeQuery()) {
            while (rows.next()) {
                anonymousIds.add(rows.getString(1));
                for (int column = 1; column <= 4; column++) {
                    String id = rows.getString(column);
                    if (id != null) {
                        customerIds.add(id);
                    }
                }
            }
        }
        return new Joined(customerIds, anonymousIds.isEmpty() ? List.of() : leads(anonymousIds));
    }

    /** Where joined anonymous ids lead. */
    private List<StoredIdentity> leads(Collection<String> anonymousIds) throws SQLException {
        String sql = "SELECT id, revision, customer_id FROM identity WHERE id = ANY (?) AND customer_id IS NOT NULL";
        return identities(sql, texts(connection, anonymousIds));
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

    private PreparedStatement bindJoins(PreparedStatement statement, List<Join> joins) throws SQLException {
        return bound(
                statement,
                column(connection, "text", joins, Join::anonymousId),
                column(connection, "timestamptz", joins, Join::at),
                column(connection, "text", joins, Join::messageId));
    }

    private void execute(String sql, Array ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bound(statement, ids).execute();
        }
    }
}
