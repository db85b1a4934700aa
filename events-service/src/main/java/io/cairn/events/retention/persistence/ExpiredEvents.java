package io.cairn.events.retention.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.time;

import io.cairn.events.log.FrozenJson;
import io.cairn.kit.db.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The events that are no longer kept. */
@ApplicationScoped
public class ExpiredEvents {
    private final DataSource database;
    private final FrozenJson json;

    ExpiredEvents(DataSource database, FrozenJson json) {
        this.database = database;
        this.json = json;
    }

    /**
     * What one transaction took out of the log.
     *
     * @param events how many
     * @param customer who was looked at last, and may have more; empty if nobody is left
     */
    public record Page(int events, Optional<String> customer) {}

    /** The partitions with a past that is not kept and was not yet seen to be empty, the oldest first. */
    public List<Partition> expired() throws SQLException {
        String sql =
                """
                SELECT p.name, nullif(p.since, '-infinity'), least(p.until, r.since), p.until <= r.since
                FROM event_partition p, retained r
                WHERE p.since < r.since AND (p.emptied < least(p.until, r.since) OR p.until <= r.since) ORDER BY p.since
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<Partition> partitions = new ArrayList<>();
            while (rows.next()) {
                partitions.add(new Partition(
                        rows.getString(1),
                        Optional.ofNullable(rows.getObject(2, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        rows.getObject(3, OffsetDateTime.class).toInstant(),
                        rows.getBoolean(4)));
            }
            return partitions;
        }
    }

    /**
     * Folds some events into snapshots and deletes them, all in one transaction.
     *
     * @param from the customer to begin with, in the order of ids
     * @param limit how many events at most
     */
    public Page fold(Partition partition, String from, int limit) throws SQLException {
        return Transactions.inTransaction(
                database, connection -> new Folding(connection, json, partition).run(from, limit));
    }

    /** Notes that nothing of what is not kept is left in a partition; drops it if it is over. Whether it is gone. */
    public boolean emptied(Partition partition) throws SQLException {
        String sql = partition.over()
                ? "SELECT drop_partition(?)"
                : "UPDATE event_partition SET emptied = ? WHERE name = ? RETURNING false";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = (partition.over()
                                ? bound(statement, partition.name())
                                : bound(statement, time(partition.until()), partition.name()))
                        .executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
