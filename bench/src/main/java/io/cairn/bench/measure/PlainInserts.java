package io.cairn.bench.measure;

import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The floor of ingestion: the same rows into the same two tables of the log by plain JDBC batches, and nothing else. */
final class PlainInserts implements AutoCloseable {
    private static final String INSERT = "INSERT INTO event (message_id, customer_id, revision, type, name, user_id,"
            + " anonymous_id, at, received_at, clamped, properties, traits, details, context)"
            + " VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, false, ?::json, ?::json, NULL, ?::json)";

    private static final String INSERT_MESSAGE =
            "INSERT INTO message (at, known, message_id, sender) VALUES (?, ?, ?, ?)";

    private final List<Connection> connections = new ArrayList<>();

    PlainInserts(CairnProcess cairn, int connections) throws Failure, IOException {
        for (int i = 0; i < connections; i++) {
            this.connections.add(connect(cairn));
        }
        try {
            makePartitions(this.connections.get(0), 0);
        } catch (SQLException e) {
            throw new Failure("the log's partition cannot be made: " + e.getMessage());
        }
    }

    /** Makes the log's partitions for the last so many days, as the service does; they are its own. */
    static void makePartitions(Connection connection, int days) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE events");
            statement.execute(
                    "SELECT make_partition(now() - d * interval '1 day') FROM generate_series(0, " + days + ") d");
            statement.execute("RESET ROLE");
        }
    }

    /** A connection to the event log. */
    static Connection connect(CairnProcess cairn) throws Failure, IOException {
        try {
            String address = "jdbc:postgresql://127.0.0.1:" + cairn.home().storePort(Server.POSTGRES) + "/events";
            return DriverManager.getConnection(address, "postgres", "postgres");
        } catch (SQLException e) {
            throw new Failure("no connection to the log: " + e.getMessage());
        }
    }

    /** Inserts the batches, each in a transaction; gives how many rows a second that made. */
    double insert(List<List<Visits.Event>> batches) throws Failure, IOException, InterruptedException {
        int rows = batches.stream().mapToInt(List::size).sum();
        BlockingQueue<Connection> free = new ArrayBlockingQueue<>(connections.size(), false, connections);
        ClosedLoop.Calls calls = new ClosedLoop(connections.size()).run(batches.size(), number -> {
            Connection connection = free.take();
            try {
                insert(connection, batches.get(number));
            } catch (SQLException e) {
                throw new Failure("the floor's insert failed: " + e.getMessage());
            } finally {
                free.add(connection);
            }
        });
        return rows / (calls.took().toNanos() / 1e9);
    }

    private static void insert(Connection connection, List<Visits.Event> batch) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(INSERT);
                PreparedStatement messages = connection.prepareStatement(INSERT_MESSAGE)) {
            for (Visits.Event event : batch) {
                boolean identify = event.type().equals("identify");
                Object at = event.at().atOffset(ZoneOffset.UTC);
                messages.setObject(1, at);
                messages.setBoolean(2, event.userId() != null);
                messages.setString(3, event.messageId());
                messages.setString(4, Objects.requireNonNullElse(event.userId(), event.anonymousId()));
                messages.addBatch();
                Object[] row = {
                    event.messageId(),
                    "floor-" + Objects.requireNonNullElse(event.userId(), event.anonymousId()),
                    event.type(),
                    event.name(),
                    event.userId(),
                    event.anonymousId(),
                    at,
                    at,
                    identify ? null : event.data(),
                    identify ? event.data() : null,
                    event.context()
                };
                for (int i = 0; i < row.length; i++) {
                    if (row[i] instanceof String text) {
                        statement.setString(i + 1, text);
                    } else if (row[i] == null) {
                        statement.setNull(i + 1, Types.VARCHAR);
                    } else {
                        statement.setObject(i + 1, row[i]);
                    }
                }
                statement.addBatch();
            }
            messages.executeBatch();
            statement.executeBatch();
        }
        connection.commit();
    }

    @Override
    public void close() throws Failure {
        try {
            for (Connection connection : connections) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new Failure("a connection to the log cannot be closed: " + e.getMessage());
        }
    }
}
