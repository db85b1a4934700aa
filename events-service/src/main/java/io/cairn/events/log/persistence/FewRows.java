package io.cairn.events.log.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;

import io.cairn.events.identity.ExternalIdSeen;
import io.cairn.events.identity.Join;
import io.cairn.events.identity.persistence.IdentityRows;
import io.cairn.events.log.PreparedEvent;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.kit.profile.StoredIdentity;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one statement that adds a few events, where nothing moves: the SQL function {@code append_few}. */
final class FewRows {
    private static final String SQL = "SELECT what, id, revision, customer FROM (SELECT " + IdentityRows.PATIENCE
            + ") patience, append_few(" + "?, ".repeat(20) + "?)";

    private final Connection connection;

    FewRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * What became of them.
     *
     * @param owners by messageId
     * @param revisions by customer
     */
    record Added(
            Map<String, String> owners,
            Map<String, Long> revisions,
            List<StoredIdentity> lead,
            Set<String> uncounted) {}

    /**
     * Adds new events, none of which makes known customers one or parts them. Empty if others may move: then they are entered
     * among the messages, and their ids are made and locked, but no event is logged.
     *
     * @throws NotRetained if one of them is from before what is kept
     * @throws SQLException of the state {@value EventRows#EXISTS} if one was there already
     */
    Optional<Added> add(List<PreparedEvent> prepared) throws SQLException {
        List<Join> joins = new ArrayList<>();
        List<ExternalIdSeen> seen = new ArrayList<>();
        for (PreparedEvent event : prepared) {
            event.received().join().ifPresent(joins::add);
            event.received().externalIdsSeen().forEach(seen::add);
        }
        Added added = new Added(new HashMap<>(), new HashMap<>(), new ArrayList<>(), new HashSet<>());
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet rows =
                        bound(statement, columns(prepared, joins, seen)).executeQuery()) {
            while (rows.next()) {
                String id = rows.getString(2);
                switch (rows.getString(1)) {
                    case "owned" -> {
                        String owner = rows.getString(4);
                        added.owners().put(id, owner);
                        added.revisions().put(owner, rows.getLong(3));
                    }
                    case "leads" -> added.lead().add(new StoredIdentity(id, rows.getLong(3), rows.getString(4)));
                    case "idle" -> added.uncounted().add(id);
                    case "expired" -> throw new NotRetained();
                    default -> throw new IllegalStateException("append_few: " + rows.getString(1));
                }
            }
        }
        return added.owners().isEmpty() ? Optional.empty() : Optional.of(added);
    }

    private Object[] columns(List<PreparedEvent> prepared, List<Join> joins, List<ExternalIdSeen> seen)
            throws SQLException {
        return new Array[] {
            received("text", prepared, ReceivedEvent::messageId),
            received(
                    "text", prepared, event -> EventRows.lowerCase(event.event().type())),
            received("text", prepared, event -> event.event().name()),
            received("text", prepared, event -> event.event().userId()),
            received("text", prepared, event -> event.event().anonymousId()),
            received("timestamptz", prepared, event -> event.event().at()),
            received("timestamptz", prepared, event -> event.receivedAt().truncatedTo(ChronoUnit.MILLIS)),
            received("boolean", prepared, ReceivedEvent::clamped),
            column(connection, "text", prepared, PreparedEvent::properties),
            column(connection, "text", prepared, PreparedEvent::traits),
            column(connection, "text", prepared, PreparedEvent::details),
            column(connection, "text", prepared, PreparedEvent::context),
            column(connection, "text", joins, Join::messageId),
            column(connection, "text", joins, Join::previousId),
            column(connection, "text", joins, Join::userId),
            column(connection, "timestamptz", joins, Join::at),
            column(connection, "text", seen, ExternalIdSeen::id),
            column(connection, "boolean", seen, ExternalIdSeen::ofUser),
            column(connection, "text", seen, ExternalIdSeen::name),
            column(connection, "timestamptz", seen, ExternalIdSeen::at),
            column(connection, "text", seen, ExternalIdSeen::messageId)
        };
    }

    private Array received(
            String type, List<PreparedEvent> prepared, Function<ReceivedEvent, ? extends @Nullable Object> value)
            throws SQLException {
        return column(connection, type, prepared, event -> value.apply(event.received()));
    }
}
