package io.cairn.personalization.decisionlog.persistence;

import io.cairn.kit.db.DatabaseFaults;
import io.cairn.kit.db.Patience;
import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.CustomerQuery.AskedBefore;
import io.cairn.personalization.customer.KeptAnswers.Kept;
import io.cairn.personalization.customer.KeptAnswers.Released;
import io.cairn.personalization.customer.Recording.Sticky;
import io.cairn.personalization.decisionlog.DecisionRecord;
import io.cairn.personalization.decisionlog.OutcomeRecord;
import io.cairn.personalization.decisionlog.PendingDecisions.Pending;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The log in the hands of the one replica that writes it now. */
public final class LogWriter {
    private static final Logger LOG = Logger.getLogger(LogWriter.class);
    private static final int FETCH_ROWS = 1000;

    /** Some are large. */
    private static final int ANSWERS = 200;

    /** Ids begin with a hexadecimal digit. */
    private static final String AFTER_ALL_IDS = "g";

    private final Connection connection;
    private final DecisionLogRepository log;
    private final OutcomeRepository outcomes;

    LogWriter(Connection connection, DecisionLogRepository log, OutcomeRepository outcomes) {
        this.connection = connection;
        this.log = log;
        this.outcomes = outcomes;
    }

    /** Takes one customer's part at a time. */
    @FunctionalInterface
    public interface PerCustomer<T> {
        void accept(String customerId, T part);
    }

    public void append(List<Pending> decisions) throws SQLException {
        log.append(connection, decisions);
    }

    /** Decisions that may already be logged; those that cannot be are left out, and break nothing that follows. */
    public void appendIfPossible(List<Pending> decisions) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            log.append(connection, decisions);
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            if (DatabaseFaults.isUnavailable(e)) {
                throw e;
            }
            connection.rollback(before);
            LOG.error("decisions of an earlier epoch cannot be logged, so caps do not count them", e);
        }
    }

    public void appendOutcomes(Collection<OutcomeRecord> records) throws SQLException {
        outcomes.append(connection, records);
    }

    /** How often each offer was handed out in other epochs than this and not released. */
    public Map<String, Long> totalsBefore(String epoch) throws SQLException {
        Map<String, Long> totals = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                """
                select p.offer, count(*) from proposition p
                left join (select proposition_id, bool_or(outcome <> 'failed') as seen
                  from outcome where effective group by proposition_id having bool_or(outcome = 'failed')) f
                  using (proposition_id)
                where p.epoch <> ? and p.counted and f.seen is distinct from false group by p.offer""")) {
            query.setString(1, epoch);
            try (ResultSet rows = Patience.query(query)) {
                while (rows.next()) {
                    totals.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return totals;
    }

    /** What each customer was handed since then in other epochs than this, oldest first, and what became of it. */
    public void contactsBefore(String epoch, Instant since, PerCustomer<List<Contact>> consumer) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                ContactRows.SELECT
                        + """
                where p.epoch <> ? and p.counted and p.decided_at > ?
                order by p.customer_id, p.decided_at, p.proposition_id""")) {
            query.setFetchSize(FETCH_ROWS);
            query.setString(1, epoch);
            query.setTimestamp(2, Timestamp.from(since));
            try (ResultSet rows = Patience.query(query)) {
                String customerId = "";
                List<Contact> contacts = new ArrayList<>();
                while (rows.next()) {
                    if (!rows.getString(1).equals(customerId) && !contacts.isEmpty()) {
                        consumer.accept(customerId, contacts);
                        contacts = new ArrayList<>();
                    }
                    customerId = rows.getString(1);
                    contacts.add(ContactRows.contact(rows));
                }
                if (!contacts.isEmpty()) {
                    consumer.accept(customerId, contacts);
                }
            }
        }
    }

    /** What one id was handed since then, oldest first, and what became of it. */
    public List<Contact> contacts(String customerId, Instant since) throws SQLException {
        List<Contact> contacts = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                ContactRows.SELECT
                        + """
                where p.customer_id = ? and p.counted and p.decided_at > ? order by p.decided_at, p.proposition_id""")) {
            query.setString(1, customerId);
            query.setTimestamp(2, Timestamp.from(since));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    contacts.add(ContactRows.contact(rows));
                }
            }
        }
        return contacts;
    }

    /** The latest positions of one id, as JSON. */
    public Optional<String> positions(String customerId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select positions from decision_log where customer_id = ? order by decided_at desc limit 1")) {
            query.setString(1, customerId);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /**
     * The latest positions of each stranger, as JSON, from other epochs than this: of customers who have events, more is
     * recorded than what decisions saw.
     */
    public void positionsBefore(String epoch, PerCustomer<String> consumer) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                """
                select distinct on (customer_id) customer_id, positions
                from decision_log d where epoch <> ?
                  and not exists (select from tracked_customer t where t.customer_id = d.customer_id)
                order by customer_id, decided_at desc""")) {
            query.setFetchSize(FETCH_ROWS);
            query.setString(1, epoch);
            try (ResultSet rows = Patience.query(query)) {
                while (rows.next()) {
                    consumer.accept(rows.getString(1), rows.getString(2));
                }
            }
        }
    }

    /**
     * The answers since then, from other epochs than this, that are to be given again: to their request ids, or at placements that
     * repeat theirs. But for those of which something was released: given again it would not be counted. The latest come
     * first, some at a time.
     *
     * @param ofReleased takes the others, some at a time, too
     */
    public void answersBefore(
            String epoch, Instant since, Consumer<List<Released>> ofReleased, Consumer<List<Kept>> consumer)
            throws SQLException {
        Map<String, Map<String, String>> released = releasedSince(since);
        String before = AFTER_ALL_IDS;
        while (!before.isEmpty()) {
            List<Kept> some = new ArrayList<>();
            List<Released> others = new ArrayList<>();
            before = answersBefore(epoch, since, before, (decisionId, kept) -> {
                Map<String, String> ofIt = released.getOrDefault(decisionId, Map.of());
                if (!ofIt.isEmpty()) {
                    others.add(new Released(kept, ofIt));
                }
                Kept left = kept.without(Set.copyOf(ofIt.values()));
                if (left.isToBeGivenAgain()) {
                    some.add(left);
                }
            });
            ofReleased.accept(others);
            consumer.accept(some);
        }
    }

    /** By decision, what was released of it: the placement of each proposition. */
    private Map<String, Map<String, String>> releasedSince(Instant since) throws SQLException {
        Map<String, Map<String, String>> released = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                """
                select p.decision_id, p.placement, p.proposition_id from proposition p
                join (select proposition_id from outcome where effective
                  group by proposition_id having bool_and(outcome = 'failed')) f using (proposition_id)
                where p.counted and p.decided_at > ?""")) {
            query.setFetchSize(FETCH_ROWS);
            query.setTimestamp(1, Timestamp.from(since));
            try (ResultSet rows = Patience.query(query)) {
                while (rows.next()) {
                    released.computeIfAbsent(rows.getString(1), decision -> new HashMap<>())
                            .put(rows.getString(3), rows.getString(2));
                }
            }
        }
        return released;
    }

    /** The id of the last one looked at; empty if there are no more. */
    private String answersBefore(String epoch, Instant since, String before, BiConsumer<String, Kept> byDecision)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                """
                select decision_id, decided_at, customer_id, request_id, placements, sticky, answer, trace
                from decision_log where decision_id >= ? and decision_id < ? and decided_at > ? and epoch <> ?
                  and (request_id is not null or sticky is not null)
                order by decision_id desc limit ?""")) {
            query.setString(1, DecisionRecord.idSince(since));
            query.setString(2, before);
            query.setTimestamp(3, Timestamp.from(since));
            query.setString(4, epoch);
            query.setInt(5, ANSWERS);
            String last = "";
            int looked = 0;
            try (ResultSet rows = Patience.query(query)) {
                while (rows.next()) {
                    last = rows.getString(1);
                    looked++;
                    byDecision.accept(last, kept(rows));
                }
            }
            return looked < ANSWERS ? "" : last;
        }
    }

    private static Kept kept(ResultSet row) throws SQLException {
        String requestId = row.getString(4);
        String sticky = row.getString(6);
        return new Kept(
                row.getString(3),
                row.getTimestamp(2).toInstant(),
                requestId == null ? null : new AskedBefore(requestId, row.getString(5)),
                sticky == null
                        ? List.of()
                        : Arrays.stream(sticky.split(",")).map(Sticky::parse).toList(),
                new Answer(row.getString(7), row.getString(8)));
    }
}
