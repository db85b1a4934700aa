package io.cairn.personalization.performance.persistence;

import io.cairn.kit.db.Patience;
import io.cairn.personalization.performance.Exposure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds whom a rule had something for. All of the log is read once, as an index by rule would cost each decision that is logged; what
 * is long is kept by PostgreSQL, in temporary tables of one transaction that lasts for as long as the consumer takes.
 */
@ApplicationScoped
public class ExposureRepository {
    private static final int PAGE = 500;

    private static final String TABLES =
            """
            create temporary table exposure (customer_id text, handed timestamptz, held_out timestamptz) on commit drop;
            create temporary table exposed_owner (customer_id text primary key, owner text) on commit drop""";

    private static final String READ_LOG =
            """
            insert into exposure
            select customer_id, min(decided_at) filter (where handed), min(decided_at) filter (where not handed)
            from (
              select customer_id, decided_at, true as handed from proposition where rule = ?
              union all
              select customer_id, decided_at, false from held_out where rule = ?) logged
            group by customer_id""";

    /** Of those who are both the earlier counts: {@code least} passes over nulls. */
    private static final String OF_CUSTOMERS =
            """
            select coalesce(owner, customer_id) as customer, min(handed), min(held_out)
            from exposure left join exposed_owner using (customer_id) group by customer
            having least(min(handed), min(held_out)) >= ? and least(min(handed), min(held_out)) < ?""";

    private final DataSource dataSource;

    ExposureRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Everybody whom a rule had something for, for the first time in a period; a page at a time, in no order.
     *
     * @param from inclusive
     * @param to exclusive
     * @param owners of some ids that a decision was for, those that are another customer's now, and whose
     */
    public void forEach(
            String rule,
            Instant from,
            Instant to,
            Function<List<String>, Map<String, String>> owners,
            Consumer<List<Exposure>> consumer)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                readLog(connection, rule);
                find(connection, owners);
                tell(connection, from, to, consumer);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void readLog(Connection connection, String rule) throws SQLException {
        try (Statement tables = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(READ_LOG)) {
            tables.execute(TABLES);
            insert.setString(1, rule);
            insert.setString(2, rule);
            int unused = Patience.update(insert);
        }
    }

    private static void find(Connection connection, Function<List<String>, Map<String, String>> owners)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select customer_id from exposure");
                PreparedStatement insert = connection.prepareStatement("insert into exposed_owner values (?, ?)")) {
            query.setFetchSize(PAGE);
            try (ResultSet rows = query.executeQuery()) {
                List<String> ids = new ArrayList<>();
                boolean isMore = rows.next();
                while (isMore) {
                    ids.add(rows.getString(1));
                    isMore = rows.next();
                    if (ids.size() == PAGE || !isMore) {
                        for (Map.Entry<String, String> moved : owners.apply(ids).entrySet()) {
                            insert.setString(1, moved.getKey());
                            insert.setString(2, moved.getValue());
                            insert.addBatch();
                        }
                        insert.executeBatch();
                        ids.clear();
                    }
                }
            }
        }
    }

    private static void tell(Connection connection, Instant from, Instant to, Consumer<List<Exposure>> consumer)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OF_CUSTOMERS)) {
            query.setTimestamp(1, Timestamp.from(from));
            query.setTimestamp(2, Timestamp.from(to));
            query.setFetchSize(PAGE);
            try (ResultSet rows = Patience.query(query)) {
                List<Exposure> page = new ArrayList<>();
                boolean isMore = rows.next();
                while (isMore) {
                    page.add(new Exposure(rows.getString(1), instant(rows, 2), instant(rows, 3)));
                    isMore = rows.next();
                    if (page.size() == PAGE || !isMore) {
                        consumer.accept(page);
                        page.clear();
                    }
                }
            }
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
