package io.cairn.events.log.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;

import io.cairn.events.log.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** Sees to it that the log has a partition for each event; how they are cut, the SQL function {@code make_partition} says. */
@ApplicationScoped
class Partitions {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final DataSource database;

    /** Of UTC, counted from 1970: partitions are made of whole ones. */
    private final Set<Long> daysWithOne = ConcurrentHashMap.newKeySet();

    Partitions(DataSource database) {
        this.database = database;
    }

    /** Makes those that there are not yet, in a transaction of its own, so that none who adds events waits for another. */
    void makeFor(Collection<ReceivedEvent> events) throws SQLException {
        Set<Long> missing = new TreeSet<>();
        long before = -1;
        for (ReceivedEvent received : events) {
            long day = received.event().at().toEpochMilli() / DAY;
            if (day != before && !daysWithOne.contains(day)) {
                missing.add(day);
            }
            before = day;
        }
        if (missing.isEmpty()) {
            return;
        }
        String sql = "SELECT make_partition(day) FROM unnest(?::timestamptz[]) AS t(day) ORDER BY day";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bound(statement, column(connection, "timestamptz", missing, day -> Instant.ofEpochMilli(day * DAY)))
                    .execute();
        }
        daysWithOne.addAll(missing);
    }

    /** Looks again at the next event. */
    void forget() {
        daysWithOne.clear();
    }
}
