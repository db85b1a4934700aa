package io.cairn.personalization.decisionlog.persistence;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.decisionlog.DecisionRecord;
import io.cairn.personalization.decisionlog.HeldOut;
import io.cairn.personalization.decisionlog.LoggedDecision;
import io.cairn.personalization.decisionlog.PendingDecisions.Pending;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Writes and reads logged decisions; plain JDBC, for it writes batches and reads rows as they are. */
@ApplicationScoped
public class DecisionLogRepository {
    private final DataSource dataSource;

    DecisionLogRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Appends decisions; those logged already stay as they are. */
    void append(Connection connection, List<Pending> decisions) throws SQLException {
        try (PreparedStatement profile = connection.prepareStatement(
                        "insert into decision_profile (hash, profile) values (?, ?) on conflict do nothing");
                PreparedStatement decision = connection.prepareStatement(
                        """
                        insert into decision_log (decision_id, customer_id, decided_at, request_id, placements, epoch,
                          answer, trace, inputs, state, positions, profile_revision, profile_hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""");
                PreparedStatement proposition = connection.prepareStatement(
                        """
                        insert into proposition (proposition_id, decision_id, customer_id, offer, rule, tags,
                          placement, channel, outbound, decided_at, epoch, counted, stages)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""");
                PreparedStatement heldOut = connection.prepareStatement(
                        """
                        insert into held_out (decision_id, customer_id, rule, placement, decided_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")) {
            Set<ByteBuffer> profiles = new HashSet<>();
            for (Pending pending : decisions) {
                byte[] hash = sha256(pending.record().profile());
                if (profiles.add(ByteBuffer.wrap(hash))) {
                    addProfile(profile, hash, pending.record().profile());
                }
                add(decision, pending, hash);
                Array stages = connection.createArrayOf(
                        "text", pending.record().stages().toArray());
                addPropositions(connection, proposition, pending, stages);
                addHeldOut(heldOut, pending.record());
            }
            profile.executeBatch();
            decision.executeBatch();
            proposition.executeBatch();
            heldOut.executeBatch();
        }
    }

    public Optional<LoggedDecision> find(String decisionId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        """
                        select customer_id, decided_at, request_id, answer, trace, inputs, state,
                          coalesce(p.profile, d.profile)
                        from decision_log d left join decision_profile p on p.hash = d.profile_hash
                        where decision_id = ?""")) {
            query.setString(1, decisionId);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(logged(decisionId, rows)) : Optional.empty();
            }
        }
    }

    private static LoggedDecision logged(String decisionId, ResultSet row) throws SQLException {
        return new LoggedDecision(
                decisionId,
                row.getString(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                new Answer(row.getString(4), row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getBytes(8));
    }

    private static void addProfile(PreparedStatement statement, byte[] hash, byte[] profile) throws SQLException {
        statement.setBytes(1, hash);
        statement.setBytes(2, profile);
        statement.addBatch();
    }

    private static void add(PreparedStatement statement, Pending pending, byte[] profileHash) throws SQLException {
        DecisionRecord record = pending.record();
        statement.setString(1, record.decisionId());
        statement.setString(2, record.customerId());
        statement.setTimestamp(3, Timestamp.from(record.at()));
        statement.setString(4, record.requestId());
        statement.setString(5, record.placements());
        statement.setString(6, pending.epoch());
        statement.setString(7, record.answer().json());
        statement.setString(8, record.answer().trace());
        statement.setString(9, record.inputs());
        statement.setString(10, record.state());
        statement.setString(11, record.positions());
        statement.setLong(12, record.profileRevision());
        statement.setBytes(13, profileHash);
        statement.addBatch();
    }

    private static void addPropositions(
            Connection connection, PreparedStatement statement, Pending pending, Array stages) throws SQLException {
        DecisionRecord record = pending.record();
        for (Contact contact : record.propositions()) {
            Array tags = connection.createArrayOf("text", contact.tags().toArray());
            statement.setString(1, contact.propositionId());
            statement.setString(2, record.decisionId());
            statement.setString(3, record.customerId());
            statement.setString(4, contact.offer());
            statement.setString(5, contact.rule());
            statement.setArray(6, tags);
            statement.setString(7, contact.placement());
            statement.setString(8, contact.channel());
            statement.setBoolean(9, contact.outbound());
            statement.setTimestamp(10, Timestamp.from(contact.at()));
            statement.setString(11, pending.epoch());
            statement.setBoolean(12, record.reserved().contains(contact));
            statement.setArray(13, stages);
            statement.addBatch();
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void addHeldOut(PreparedStatement statement, DecisionRecord record) throws SQLException {
        for (HeldOut heldOut : record.heldOut()) {
            statement.setString(1, record.decisionId());
            statement.setString(2, record.customerId());
            statement.setString(3, heldOut.rule());
            statement.setString(4, heldOut.placement());
            statement.setTimestamp(5, Timestamp.from(record.at()));
            statement.addBatch();
        }
    }
}
