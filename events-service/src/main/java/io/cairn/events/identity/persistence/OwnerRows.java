package io.cairn.events.identity.persistence;

import static io.cairn.events.sql.SqlArrays.bound;
import static io.cairn.events.sql.SqlArrays.column;
import static io.cairn.events.sql.SqlArrays.texts;

import io.cairn.events.identity.Anonymous;
import io.cairn.events.identity.Concern;
import io.cairn.events.identity.Join;
import io.cairn.events.identity.Move;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements on whose events are, for a transaction under way; the SQL function {@code owner_of} knows. */
public final class OwnerRows {
    /**
     * Of a join those events may move that are before the next one, and from it on; of the earliest, those before, too. A
     * snapshot, which has no messageId, stands for events from its beginning to the next join.
     */
    private static final String MOVED =
            """
            WITH new_join AS (
              SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::text[]) AS t(previous_id, at, message_id)
            ), span AS (
              SELECT n.previous_id,
                CASE WHEN EXISTS (SELECT FROM identity_join p WHERE p.previous_id = n.previous_id AND p.counts
                                    AND (p.at, p.message_id) < (n.at, n.message_id))
                  THEN n.at ELSE '-infinity' END AS since,
                coalesce((SELECT min(s.at) FROM identity_join s WHERE s.previous_id = n.previous_id AND s.counts
                            AND s.at > n.at), 'infinity') AS until
              FROM new_join n
            ), concerned AS (
              SELECT e.message_id, e.anonymous_id AS sender, false AS known, e.at, e.customer_id FROM span s
                JOIN event e ON e.anonymous_id = s.previous_id AND e.user_id IS NULL AND e.at >= s.since AND e.at < s.until
              UNION ALL
              SELECT e.message_id, e.anonymous_id, false, e.at, e.customer_id
                FROM event e WHERE e.anonymous_id = ANY (?) AND e.user_id IS NULL
              UNION ALL
              SELECT e.message_id, coalesce(e.user_id, e.anonymous_id), e.user_id IS NOT NULL, e.at, e.customer_id
                FROM event e WHERE e.customer_id = ANY (?)
              UNION ALL
              SELECT NULL, n.sender, n.known, n.since, n.customer_id FROM span s
                JOIN snapshot n ON n.sender = s.previous_id AND NOT n.known AND n.since >= s.since AND n.since < s.until
              UNION ALL
              SELECT NULL, n.sender, n.known, n.since, n.customer_id
                FROM snapshot n WHERE n.sender = ANY (?) AND NOT n.known
              UNION ALL
              SELECT NULL, n.sender, n.known, n.since, n.customer_id FROM snapshot n WHERE n.customer_id = ANY (?)
            ), owned AS (
              SELECT message_id, sender, known, at, customer_id AS before, owner_of(sender, known, at) AS now FROM concerned
            ), moved AS (
              SELECT * FROM owned WHERE before <> now
            )
            """;

    private final Connection connection;

    public OwnerRows(Connection connection) {
        this.connection = connection;
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

    /** Between which customers logged events must move. */
    public List<Move> moves(Concern concern) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(MOVED + "SELECT DISTINCT before, now FROM moved");
                ResultSet rows = bind(statement, concern).executeQuery()) {
            List<Move> moves = new ArrayList<>();
            while (rows.next()) {
                moves.add(new Move(rows.getString(1), rows.getString(2)));
            }
            return moves;
        }
    }

    /** Moves the events, and the snapshots of those that have left the log, to their new owners, at the revisions that the owners are at. */
    public void move(Concern concern) throws SQLException {
        String sql = MOVED
                + """
                , moved_snapshot AS (
                  UPDATE snapshot n SET customer_id = c.id, revision = c.revision
                  FROM moved m JOIN customer c ON c.id = m.now
                  WHERE m.message_id IS NULL AND n.sender = m.sender AND n.known = m.known AND n.since = m.at
                )
                UPDATE event e SET customer_id = c.id, revision = c.revision
                FROM moved m JOIN customer c ON c.id = m.now
                WHERE e.customer_id = m.before AND e.at = m.at AND e.message_id = m.message_id
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, concern).executeUpdate();
        }
    }

    private PreparedStatement bind(PreparedStatement statement, Concern concern) throws SQLException {
        return bound(
                statement,
                column(connection, "text", concern.joins(), Join::previousId),
                column(connection, "timestamptz", concern.joins(), Join::at),
                column(connection, "text", concern.joins(), Join::messageId),
                texts(connection, concern.anonymousIds()),
                texts(connection, concern.customerIds()),
                texts(connection, concern.anonymousIds()),
                texts(connection, concern.customerIds()));
    }
}
