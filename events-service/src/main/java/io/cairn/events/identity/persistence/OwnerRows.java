package io.cairn.events.identity.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;
import static io.cairn.kit.db.SqlArrays.texts;

import io.cairn.events.identity.Anonymous;
import io.cairn.events.identity.Concern;
import io.cairn.events.identity.Join;
import io.cairn.events.identity.Move;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The statements on whose events are, for a transaction under way; the SQL function {@code owner_of} knows. */
public final class OwnerRows {
    /**
     * Of a join those events may move that are from it on and before the next one; of the earliest, those before, too. All of
     * a span have one owner, who need not be asked for by each. A snapshot, which has no messageId, stands for events from its
     * beginning to the next join. {@code OFFSET 0} keeps each look into the log or at joins
     * one for each span: otherwise a plan made while there are few may read all anonymous events, and is kept.
     */
    private static final String MOVED =
            """
            WITH new_join AS (
              SELECT * FROM unnest(?::text[], ?::timestamptz[], ?::text[]) AS t(previous_id, at, message_id)
            ), span AS MATERIALIZED (
              SELECT n.previous_id, n.at AS since,
                coalesce((SELECT min(s.at) FROM identity_join s WHERE s.previous_id = n.previous_id AND s.counts
                            AND s.at > n.at), 'infinity') AS until,
                owner_of(n.previous_id, n.at) AS now
              FROM new_join n
              UNION ALL
              SELECT n.previous_id, '-infinity', n.at, owner_of(n.previous_id, '-infinity')
              FROM new_join n WHERE NOT EXISTS (SELECT FROM identity_join p WHERE p.previous_id = n.previous_id AND p.counts
                                                  AND (p.at, p.message_id) < (n.at, n.message_id) OFFSET 0)
            ), concerned(message_id, sender, known, at, before, now) AS MATERIALIZED (
              %s
            ), moved AS (
              SELECT * FROM concerned WHERE before <> now
            )
            """;

    private static final String BETWEEN_JOINS =
            """
            SELECT e.message_id, e.anonymous_id, false, e.at, e.customer_id, s.now FROM span s
            CROSS JOIN LATERAL (SELECT * FROM event e WHERE e.anonymous_id = s.previous_id AND e.user_id IS NULL
              AND e.at >= s.since AND e.at < s.until AND e.customer_id <> s.now OFFSET 0) e
            UNION ALL
            SELECT NULL, n.sender, n.known, n.since, n.customer_id, s.now FROM span s
            CROSS JOIN LATERAL (SELECT * FROM snapshot n WHERE n.sender = s.previous_id AND NOT n.known
              AND n.since >= s.since AND n.since < s.until OFFSET 0) n
            """;

    private static final String OF_IDS =
            """
            SELECT e.message_id, e.anonymous_id, false, e.at, e.customer_id, owner_of(e.anonymous_id, e.at)
            FROM event e WHERE e.anonymous_id = ANY (?) AND e.user_id IS NULL
            UNION ALL
            SELECT NULL, n.sender, n.known, n.since, n.customer_id, owner_of(n.sender, n.since)
            FROM snapshot n WHERE n.sender = ANY (?) AND NOT n.known
            """;

    private static final String OF_CUSTOMERS =
            """
            SELECT e.message_id, coalesce(e.user_id, e.anonymous_id), e.user_id IS NOT NULL, e.at, e.customer_id,
              owner_of(coalesce(e.user_id, e.anonymous_id), e.user_id IS NOT NULL, e.at)
            FROM event e WHERE e.customer_id = ANY (?)
            UNION ALL
            SELECT NULL, n.sender, n.known, n.since, n.customer_id, owner_of(n.sender, n.known, n.since)
            FROM snapshot n WHERE n.customer_id = ANY (?)
            """;

    private final Connection connection;

    public OwnerRows(Connection connection) {
        this.connection = connection;
    }

    /** Whose anonymous events are, in the order asked: as {@code owner_of} says of each. */
    public List<String> owners(List<Anonymous> events) throws SQLException {
        String sql =
                """
                SELECT coalesce(i.merged_into, o.id) FROM (
                  SELECT t.number, coalesce(before.user_id, after.user_id, t.a) AS id
                  FROM unnest(?::text[], ?::timestamptz[]) WITH ORDINALITY AS t(a, at, number)
                  LEFT JOIN LATERAL (SELECT j.user_id FROM identity_join j WHERE j.previous_id = t.a AND j.counts AND j.at <= t.at
                    ORDER BY j.at DESC, j.message_id DESC LIMIT 1) before ON true
                  LEFT JOIN LATERAL (SELECT j.user_id FROM identity_join j WHERE j.previous_id = t.a AND j.counts AND j.at > t.at
                    ORDER BY j.at, j.message_id LIMIT 1) after ON before.user_id IS NULL
                ) o LEFT JOIN identity i ON i.id = o.id ORDER BY o.number
                """;
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
                        connection.prepareStatement(moved(concern) + "SELECT DISTINCT before, now FROM moved");
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
        String sql = moved(concern)
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

    /** Only of what is concerned: a log of many partitions takes long to plan for. */
    private static String moved(Concern concern) {
        List<String> parts = new ArrayList<>();
        if (!concern.joins().isEmpty()) {
            parts.add(BETWEEN_JOINS);
        }
        if (!concern.anonymousIds().isEmpty()) {
            parts.add(OF_IDS);
        }
        if (!concern.customerIds().isEmpty()) {
            parts.add(OF_CUSTOMERS);
        }
        return MOVED.formatted(String.join("UNION ALL\n", parts));
    }

    private PreparedStatement bind(PreparedStatement statement, Concern concern) throws SQLException {
        List<Array> parameters = new ArrayList<>(List.of(
                column(connection, "text", concern.joins(), Join::previousId),
                column(connection, "timestamptz", concern.joins(), Join::at),
                column(connection, "text", concern.joins(), Join::messageId)));
        for (Set<String> ids : List.of(concern.anonymousIds(), concern.customerIds())) {
            if (!ids.isEmpty()) {
                parameters.addAll(List.of(texts(connection, ids), texts(connection, ids))); // of events, of snapshots
            }
        }
        return bound(statement, parameters.toArray());
    }
}
