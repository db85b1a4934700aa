package io.cairn.events.identity.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;
import static io.cairn.kit.db.SqlArrays.texts;
import static io.cairn.kit.db.SqlArrays.time;

import io.cairn.events.identity.Join;
import io.cairn.events.identity.Joined;
import io.cairn.events.identity.Unjoin;
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

/** The statements on joins, for a transaction under way. Whether one counts, the SQL function {@code join_counts} says. */
public final class JoinRows {
    private final Connection connection;

    public JoinRows(Connection connection) {
        this.connection = connection;
    }

    /** Adds joins; gives of those that were new whether they count, by messageId. */
    public Map<String, Boolean> insert(List<Join> joins) throws SQLException {
        String sql =
                """
                INSERT INTO identity_join (message_id, previous_id, user_id, at, admin, counts)
                SELECT t.*, join_counts(ROW (t.*, true)::identity_join)
                FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::boolean[]) AS t(message_id, p, u, at, a)
                ORDER BY t.message_id COLLATE "C"
                ON CONFLICT DO NOTHING RETURNING message_id, counts
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(
                                statement,
                                column(connection, "text", joins, Join::messageId),
                                column(connection, "text", joins, Join::previousId),
                                column(connection, "text", joins, Join::userId),
                                column(connection, "timestamptz", joins, Join::at),
                                column(connection, "boolean", joins, Join::admin))
                        .executeQuery()) {
            Map<String, Boolean> counts = new HashMap<>();
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getBoolean(2));
            }
            return counts;
        }
    }

    /**
     * Those of some joins, none of them added yet, that say something new, by messageId: what they take from the join before
     * them, or, where there is none, from the one after, is not the user's already. Most are said again and again, by each
     * login on the same device.
     */
    public Set<String> news(List<Join> joins) throws SQLException {
        String sql =
                """
                SELECT t.message_id
                FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[]) AS t(message_id, p, u, at)
                LEFT JOIN LATERAL (SELECT j.user_id FROM identity_join j WHERE j.previous_id = t.p AND j.counts
                  AND (j.at, j.message_id) < (t.at, t.message_id)
                  ORDER BY j.at DESC, j.message_id DESC LIMIT 1) before ON true
                LEFT JOIN LATERAL (SELECT j.user_id FROM identity_join j WHERE j.previous_id = t.p AND j.counts
                  AND (j.at, j.message_id) > (t.at, t.message_id)
                  ORDER BY j.at, j.message_id LIMIT 1) after ON before.user_id IS NULL
                WHERE coalesce(before.user_id, after.user_id) IS DISTINCT FROM t.u
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return ids(bound(
                    statement,
                    column(connection, "text", joins, Join::messageId),
                    column(connection, "text", joins, Join::previousId),
                    column(connection, "text", joins, Join::userId),
                    column(connection, "timestamptz", joins, Join::at)));
        }
    }

    /** Undoes the earlier joins of pairs of ids; gives the ids whose joins ceased to count. */
    public Set<String> undo(List<Unjoin> unjoins) throws SQLException {
        String insert =
                """
                INSERT INTO identity_unjoin (message_id, previous_id, user_id, at)
                SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[]) ON CONFLICT DO NOTHING
                """;
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            bound(
                            statement,
                            column(connection, "text", unjoins, Unjoin::messageId),
                            column(connection, "text", unjoins, Unjoin::previousId),
                            column(connection, "text", unjoins, Unjoin::userId),
                            column(connection, "timestamptz", unjoins, Unjoin::at))
                    .executeUpdate();
        }
        String update =
                """
                UPDATE identity_join j SET counts = false FROM unnest(?::text[], ?::text[]) AS t(previous_id, user_id)
                WHERE j.previous_id = t.previous_id AND j.user_id = t.user_id AND j.counts AND NOT join_counts(j)
                RETURNING j.previous_id
                """;
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            return ids(bound(
                    statement,
                    column(connection, "text", unjoins, Unjoin::previousId),
                    column(connection, "text", unjoins, Unjoin::userId)));
        }
    }

    /** Lets the joins of ids that turned out to be known customers' count no longer; gives the ids that had such. */
    public Set<String> uncount(Collection<String> knownIds) throws SQLException {
        String sql = "UPDATE identity_join j SET counts = false"
                + " WHERE previous_id = ANY (?) AND counts AND NOT join_counts(j) RETURNING previous_id";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return ids(bound(statement, texts(connection, knownIds)));
        }
    }

    /** Which of some ids an admin gave to a known customer. */
    public Set<String> givenByAdmin(Collection<String> ids) throws SQLException {
        String sql = "SELECT previous_id FROM identity_join WHERE previous_id = ANY (?) AND admin";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return ids(bound(statement, texts(connection, ids)));
        }
    }

    /** The aliases that make known customers one, of all that some ids are connected with. */
    public List<Join> aliases(Collection<String> ids) throws SQLException {
        String sql =
                """
                WITH RECURSIVE connected(id) AS (
                  SELECT id COLLATE "C" FROM unnest(?::text[]) AS t(id)
                  UNION
                  SELECT CASE WHEN j.previous_id = c.id THEN j.user_id ELSE j.previous_id END
                  FROM connected c
                  JOIN identity_join j ON (j.previous_id = c.id OR j.user_id = c.id) AND j.admin AND j.counts
                  JOIN identity i ON i.id = j.previous_id AND i.known
                )
                SELECT j.message_id, j.previous_id, j.user_id, j.at
                FROM connected c
                JOIN identity_join j ON j.previous_id = c.id AND j.admin AND j.counts
                JOIN identity i ON i.id = j.previous_id AND i.known
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, texts(connection, ids)).executeQuery()) {
            List<Join> aliases = new ArrayList<>();
            while (rows.next()) {
                aliases.add(new Join(rows.getString(1), rows.getString(2), rows.getString(3), time(rows, "at"), true));
            }
            return aliases;
        }
    }

    /** What those of some logged events that are joins did: events went to a user from the neighbouring joins' users. */
    public Joined joinedBy(Collection<String> messageIds) throws SQLException {
        String sql =
                """
                SELECT j.message_id, j.counts, j.previous_id, j.user_id, called(j.user_id),
                  (SELECT called(p.user_id) FROM identity_join p WHERE p.previous_id = j.previous_id AND p.counts
                     AND (p.at, p.message_id) < (j.at, j.message_id) ORDER BY p.at DESC, p.message_id DESC LIMIT 1),
                  (SELECT called(s.user_id) FROM identity_join s WHERE s.previous_id = j.previous_id AND s.counts
                     AND (s.at, s.message_id) > (j.at, j.message_id) ORDER BY s.at, s.message_id LIMIT 1)
                FROM identity_join j WHERE j.message_id = ANY (?)
                """;
        Joined joined = new Joined(new HashSet<>(), new HashSet<>(), new HashSet<>());
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, texts(connection, messageIds)).executeQuery()) {
            while (rows.next()) {
                if (!rows.getBoolean(2)) {
                    joined.uncounted().add(rows.getString(1));
                }
                joined.previousIds().add(rows.getString(3));
                for (int column = 3; column <= 7; column++) {
                    String id = rows.getString(column);
                    if (id != null) {
                        joined.customerIds().add(id);
                    }
                }
            }
        }
        return joined;
    }

    private static Set<String> ids(PreparedStatement bound) throws SQLException {
        try (ResultSet rows = bound.executeQuery()) {
            Set<String> ids = new HashSet<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }
}
