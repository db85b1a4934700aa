package io.cairn.personalization.position.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;

import io.cairn.personalization.position.Change;
import io.cairn.personalization.position.Tracked;
import io.cairn.personalization.position.Tracked.OnStage;
import io.cairn.personalization.position.Transition;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes what changed: transitions, positions, who is tracked, and the counts. For the holder of the lock. */
final class ChangeRows {
    private static final Logger LOG = Logger.getLogger(ChangeRows.class);

    private final Connection connection;

    /** A customer's on a journey. */
    private record Row(String customerId, String journey, OnStage on) {
        List<String> key() {
            return List.of(customerId, journey);
        }
    }

    private record Counted(String journey, String stage) {}

    ChangeRows(Connection connection) {
        this.connection = connection;
    }

    void write(Collection<Change> changes) throws SQLException {
        List<Row> gone = new ArrayList<>();
        List<Row> come = new ArrayList<>();
        List<Transition> transitions = new ArrayList<>();
        for (Change change : changes) {
            change.gone().forEach((journey, on) -> gone.add(new Row(change.customerId(), journey, on)));
            change.come().forEach((journey, on) -> come.add(new Row(change.customerId(), journey, on)));
            transitions.addAll(change.transitions());
        }
        append(transitions);
        Set<List<String>> there = come.stream().map(Row::key).collect(Collectors.toSet());
        remove(gone.stream().filter(row -> !there.contains(row.key())).toList());
        put(come);
        count(gone, come);
        track(changes.stream().map(Change::after).filter(Objects::nonNull).toList());
        forget(changes.stream()
                .filter(change -> change.after() == null)
                .map(Change::customerId)
                .toList());
    }

    private void append(List<Transition> transitions) throws SQLException {
        run(
                """
                insert into transition (customer_id, journey, from_stage, to_stage, at, map_version, cause)
                select customer_id, journey, from_stage, to_stage, at, map_version, cause
                from unnest(?, ?, ?, ?, ?, ?, ?) with ordinality
                  as t (customer_id, journey, from_stage, to_stage, at, map_version, cause, number)
                order by number""",
                transitions,
                text(transitions, Transition::customerId),
                text(transitions, Transition::journey),
                text(transitions, Transition::from),
                text(transitions, Transition::to),
                column(connection, "timestamptz", transitions, Transition::at),
                column(connection, "int4", transitions, Transition::mapVersion),
                text(transitions, transition -> transition.cause().text()));
    }

    private void remove(List<Row> rows) throws SQLException {
        run(
                """
                delete from customer_position at using unnest(?, ?) as gone (customer_id, journey)
                where at.customer_id = gone.customer_id and at.journey = gone.journey""",
                rows,
                text(rows, Row::customerId),
                text(rows, Row::journey));
    }

    private void put(List<Row> rows) throws SQLException {
        run(
                """
                insert into customer_position (customer_id, journey, stage, since, map_version, map_published)
                select * from unnest(?, ?, ?, ?, ?, ?)
                on conflict (customer_id, journey) do update set stage = excluded.stage, since = excluded.since,
                  map_version = excluded.map_version, map_published = excluded.map_published""",
                rows,
                text(rows, Row::customerId),
                text(rows, Row::journey),
                text(rows, row -> row.on().stage()),
                column(connection, "timestamptz", rows, row -> row.on().since()),
                column(connection, "int4", rows, row -> row.on().map().version()),
                column(connection, "timestamptz", rows, row -> row.on().map().publishedAt()));
    }

    private void count(List<Row> gone, List<Row> come) throws SQLException {
        Map<String, Map<String, Long>> more = new TreeMap<>();
        gone.forEach(row -> add(more, row, -1));
        come.forEach(row -> add(more, row, 1));
        List<Map.Entry<Counted, Long>> changed = new ArrayList<>();
        more.forEach((journey, stages) -> stages.forEach((stage, count) -> {
            if (count != 0) {
                changed.add(Map.entry(new Counted(journey, stage), count));
            }
        }));
        // not an upsert: what is to be inserted is checked before it is known to be there already
        run(
                "insert into population select journey, stage, 0 from unnest(?, ?) as t (journey, stage) on conflict do nothing",
                changed,
                text(changed, row -> row.getKey().journey()),
                text(changed, row -> row.getKey().stage()));
        if (!changed.isEmpty()) {
            add(changed);
        }
    }

    /** What would be less than nobody, as somebody else wrote the counts, is counted anew. */
    private void add(List<Map.Entry<Counted, Long>> changed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        """
                        update population set customers = case
                          when before.customers + more.customers >= 0 then before.customers + more.customers
                          else (select count(*) from customer_position at
                                where at.journey = more.journey and coalesce(at.stage, '') = more.stage) end
                        from unnest(?, ?, ?) as more (journey, stage, customers)
                        join population as before on before.journey = more.journey and before.stage = more.stage
                        where population.journey = more.journey and population.stage = more.stage
                        returning population.journey, population.stage, population.customers as now,
                          before.customers + more.customers < 0 as counted""");
                ResultSet rows = bound(
                                statement,
                                text(changed, row -> row.getKey().journey()),
                                text(changed, row -> row.getKey().stage()),
                                column(connection, "int8", changed, Map.Entry::getValue))
                        .executeQuery()) {
            while (rows.next()) {
                if (rows.getBoolean("counted")) {
                    LOG.errorf(
                            "the population of stage '%s' of journey %s was wrong, and is counted anew: %d",
                            rows.getString("stage"), rows.getString("journey"), rows.getLong("now"));
                }
            }
        }
    }

    private static void add(Map<String, Map<String, Long>> counts, Row row, long more) {
        counts.computeIfAbsent(row.journey(), journey -> new TreeMap<>())
                .merge(Objects.requireNonNullElse(row.on().stage(), ""), more, Long::sum);
    }

    private void track(List<@Nullable Tracked> customers) throws SQLException {
        List<Tracked> rows = customers.stream().map(Objects::requireNonNull).toList();
        run(
                """
                insert into tracked_customer (customer_id, revision, last_event, determined_at, next_at, generation)
                select * from unnest(?, ?, ?, ?, ?, ?)
                on conflict (customer_id) do update set revision = excluded.revision, last_event = excluded.last_event,
                  determined_at = excluded.determined_at, next_at = excluded.next_at, generation = excluded.generation""",
                rows,
                text(rows, Tracked::customerId),
                column(connection, "int8", rows, Tracked::revision),
                column(connection, "timestamptz", rows, Tracked::lastEvent),
                column(connection, "timestamptz", rows, Tracked::determinedAt),
                column(connection, "timestamptz", rows, Tracked::next),
                column(connection, "int8", rows, Tracked::generation));
    }

    private void forget(List<String> customerIds) throws SQLException {
        run("delete from tracked_customer where customer_id = any (?)", customerIds, text(customerIds, id -> id));
    }

    private <T> Array text(Collection<T> rows, Function<? super T, ? extends @Nullable Object> value)
            throws SQLException {
        return column(connection, "text", rows, value);
    }

    private void run(String sql, Collection<?> rows, Object... columns) throws SQLException {
        if (!rows.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bound(statement, columns).executeUpdate();
            }
        }
    }
}
