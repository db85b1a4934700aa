package io.cairn.personalization.decisionlog.persistence;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.decisionlog.PendingDecisions.Pending;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The log in the hands of the one replica that writes it now. */
public final class LogWriter {
    private static final int FETCH_ROWS = 1000;

    private final Connection connection;
    private final DecisionLogRepository log;

    LogWriter(Connection connection, DecisionLogRepository log) {
        this.connection = connection;
        this.log = log;
    }

    /** Takes one customer's part at a time. */
    @FunctionalInterface
    public interface PerCustomer<T> {
        void accept(String customerId, T part);
    }

    /** An answer that was kept for its request id. */
    public record Answered(String requestId, String placements, String json, String trace) {}

    public void append(List<Pending> decisions) throws SQLException {
        log.append(connection, decisions);
    }

    /** How often each offer was handed out in other epochs than this. */
    public Map<String, Long> totalsBefore(String epoch) throws SQLException {
        Map<String, Long> totals = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select offer, count(*) from proposition where epoch <> ? group by offer")) {
            query.setString(1, epoch);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    totals.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return totals;
    }

    /** What each customer was handed in other epochs than this, oldest first. */
    public void contactsBefore(String epoch, PerCustomer<List<Contact>> consumer) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                """
                select customer_id, proposition_id, offer, rule, tags, placement, channel, outbound, decided_at
                from proposition where epoch <> ? order by customer_id, decided_at, proposition_id""")) {
            query.setFetchSize(FETCH_ROWS);
            query.setString(1, epoch);
            try (ResultSet rows = query.executeQuery()) {
                String customerId = "";
                List<Contact> contacts = new ArrayList<>();
                while (rows.next()) {
                    if (!rows.getString(1).equals(customerId) && !contacts.isEmpty()) {
                        consumer.accept(customerId, contacts);
                        contacts = new ArrayList<>();
                    }
                    customerId = rows.getString(1);
                    contacts.add(contact(rows));
                }
                if (!contacts.isEmpty()) {
                    consumer.accept(customerId, contacts);
                }
            }
        }
    }

    /** The latest positions of each customer, as JSON, from other epochs than this. */
    public void positionsBefore(String epoch, PerCustomer<String> consumer) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                """
                select distinct on (customer_id) customer_id, positions
                from decision_log where epoch <> ? order by customer_id, decided_at desc""")) {
            query.setFetchSize(FETCH_ROWS);
            query.setString(1, epoch);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(rows.getString(1), rows.getString(2));
                }
            }
        }
    }

    /** The answers kept for their request ids since then, from other epochs than this. */
    public void answersBefore(String epoch, Instant since, PerCustomer<Answered> consumer) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                """
                select customer_id, request_id, placements, answer, trace
                from decision_log where request_id is not null and epoch <> ? and decided_at > ?
                order by decided_at""")) {
            query.setFetchSize(FETCH_ROWS);
            query.setString(1, epoch);
            query.setTimestamp(2, Timestamp.from(since));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(
                            rows.getString(1),
                            new Answered(rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5)));
                }
            }
        }
    }

    private static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                List.of((String[]) row.getArray(5).getArray()),
                row.getString(6),
                row.getString(7),
                row.getBoolean(8),
                row.getTimestamp(9).toInstant(),
                false);
    }
}
