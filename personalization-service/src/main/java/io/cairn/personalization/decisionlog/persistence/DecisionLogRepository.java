package io.cairn.personalization.decisionlog.persistence;

import static io.cairn.kit.db.SqlArrays.column;
import static io.cairn.kit.db.SqlArrays.texts;
import static java.util.stream.Collectors.joining;

import io.cairn.kit.db.CopiedRows;
import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.Recording.Sticky;
import io.cairn.personalization.decisionlog.DecisionRecord;
import io.cairn.personalization.decisionlog.HeldOut;
import io.cairn.personalization.decisionlog.LoggedDecision;
import io.cairn.personalization.decisionlog.LoggedProfile;
import io.cairn.personalization.decisionlog.PendingDecisions.Pending;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Writes and reads logged decisions; plain JDBC, for it writes batches and reads rows as they are. */
@ApplicationScoped
public class DecisionLogRepository {
    private final DataSource dataSource;

    DecisionLogRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Appends decisions, and the profiles that are with them; those logged already stay as they are. Nobody else may append meanwhile: see {@link LogLock}. */
    void append(Connection connection, List<Pending> decisions) throws SQLException {
        useIndexes(connection, true);
        Set<String> logged = logged(connection, decisions);
        Map<String, LoggedProfile> profiles = new HashMap<>();
        CopiedRows rows = new CopiedRows();
        CopiedRows propositions = new CopiedRows();
        for (Pending pending : inOrder(decisions)) {
            DecisionRecord record = pending.record();
            if (record.profile().bytes() != null) {
                profiles.put(HexFormat.of().formatHex(record.profile().hash()), record.profile());
            }
            if (logged.add(record.decisionId())) {
                add(rows, pending);
                addPropositions(propositions, pending);
            }
        }
        addProfiles(connection, profiles);
        rows.copy(
                connection,
                """
                copy decision_log (decision_id, customer_id, decided_at, request_id, placements, sticky, epoch, answer,
                  trace, inputs, positions, profile_revision, state_bytes, profile_hash) from stdin (format binary)""");
        propositions.copy(
                connection,
                """
                copy proposition (proposition_id, decision_id, customer_id, offer, rule, tags, placement, channel,
                  outbound, decided_at, epoch, counted, stages) from stdin (format binary)""");
        addHeldOut(connection, decisions);
        useIndexes(connection, false);
    }

    /** By their ids, which is by time: where one goes into an index, the next does, too. */
    private static List<Pending> inOrder(List<Pending> decisions) {
        return decisions.stream()
                .sorted(Comparator.comparing(pending -> pending.record().decisionId()))
                .toList();
    }

    /** A plan made while the log was empty would read all of it, and be kept until PostgreSQL has counted the rows. */
    private static void useIndexes(Connection connection, boolean alone) throws SQLException {
        try (PreparedStatement setting = connection.prepareStatement("select set_config('enable_seqscan', ?, true)")) {
            setting.setString(1, alone ? "off" : "on");
            setting.execute();
        }
    }

    private static Set<String> logged(Connection connection, List<Pending> decisions) throws SQLException {
        List<String> ids = decisions.stream()
                .map(decision -> decision.record().decisionId())
                .toList();
        Set<String> logged = new HashSet<>();
        try (PreparedStatement query =
                connection.prepareStatement("select decision_id from decision_log where decision_id = any(?)")) {
            query.setArray(1, texts(connection, ids));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    logged.add(rows.getString(1));
                }
            }
        }
        return logged;
    }

    private static void addProfiles(Connection connection, Map<String, LoggedProfile> profiles) throws SQLException {
        if (profiles.isEmpty()) {
            return;
        }
        Map<String, LoggedProfile> added = new HashMap<>(profiles);
        try (PreparedStatement query =
                connection.prepareStatement("select encode(hash, 'hex') from decision_profile where hash = any(?)")) {
            query.setArray(1, column(connection, "bytea", profiles.keySet(), hash -> "\\x" + hash));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    added.remove(rows.getString(1));
                }
            }
        }
        if (!added.isEmpty()) {
            CopiedRows rows = new CopiedRows();
            added.values()
                    .forEach(profile ->
                            rows.bytes(profile.hash()).bytes(profile.bytes()).end());
            rows.copy(connection, "copy decision_profile (hash, profile) from stdin (format binary)");
        }
    }

    public Optional<LoggedDecision> find(String decisionId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        """
                        select customer_id, decided_at, request_id, answer, trace, inputs,
                          coalesce(state_bytes, convert_to(state, 'UTF8')), coalesce(p.profile, d.profile), profile_hash
                        from decision_log d left join decision_profile p on p.hash = d.profile_hash
                        where decision_id = ?""")) {
            query.setString(1, decisionId);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(logged(decisionId, rows)) : Optional.empty();
            }
        }
    }

    /** The bytes of a profile that some logged decision was taken from. */
    public Optional<byte[]> profile(LoggedProfile named) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select profile from decision_profile where hash = ?")) {
            query.setBytes(1, named.hash());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        }
    }

    private static LoggedDecision logged(String decisionId, ResultSet row) throws SQLException {
        byte[] profile = row.getBytes(8);
        return new LoggedDecision(
                decisionId,
                row.getString(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                new Answer(row.getString(4), row.getString(5)),
                row.getString(6),
                row.getBytes(7),
                profile == null ? LoggedProfile.named(row.getBytes(9)) : LoggedProfile.of(profile));
    }

    private static void add(CopiedRows rows, Pending pending) {
        DecisionRecord record = pending.record();
        rows.text(record.decisionId())
                .text(record.customerId())
                .time(record.at())
                .text(record.requestId())
                .text(record.placements())
                .text(sticky(record))
                .text(pending.epoch())
                .text(record.answer().json())
                .text(record.answer().trace())
                .text(record.inputs())
                .text(record.positions())
                .number(record.profileRevision())
                .bytes(record.state())
                .bytes(record.profile().hash())
                .end();
    }

    private static @Nullable String sticky(DecisionRecord record) {
        return record.sticky().isEmpty()
                ? null
                : record.sticky().stream().map(Sticky::toString).collect(joining(","));
    }

    private static void addPropositions(CopiedRows rows, Pending pending) {
        DecisionRecord record = pending.record();
        List<String> stages = record.stages();
        Set<String> added = new HashSet<>();
        for (Contact contact : record.propositions()) {
            if (added.add(contact.propositionId())) {
                rows.text(contact.propositionId())
                        .text(record.decisionId())
                        .text(record.customerId())
                        .text(contact.offer())
                        .text(contact.rule())
                        .texts(contact.tags())
                        .text(contact.placement())
                        .text(contact.channel())
                        .flag(contact.outbound())
                        .time(contact.at())
                        .text(pending.epoch())
                        .flag(record.reserved().contains(contact))
                        .texts(stages)
                        .end();
            }
        }
    }

    private static void addHeldOut(Connection connection, List<Pending> decisions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                insert into held_out (decision_id, customer_id, rule, placement, decided_at)
                values (?, ?, ?, ?, ?) on conflict do nothing""")) {
            for (Pending pending : decisions) {
                DecisionRecord record = pending.record();
                for (HeldOut heldOut : record.heldOut()) {
                    statement.setString(1, record.decisionId());
                    statement.setString(2, record.customerId());
                    statement.setString(3, heldOut.rule());
                    statement.setString(4, heldOut.placement());
                    statement.setTimestamp(5, Timestamp.from(record.at()));
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }
}
