package io.cairn.personalization.decisionlog.persistence;

import io.cairn.personalization.caps.Contact;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds what the log says was handed out. */
@ApplicationScoped
public class PropositionRepository {
    private final DataSource dataSource;

    PropositionRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * What is logged of a proposition.
     *
     * @param customerId under which it was decided
     * @param requestId under which it was asked for
     * @param counted as caps count it; empty if they do not
     */
    public record Row(
            String propositionId,
            String customerId,
            Instant decidedAt,
            @Nullable String requestId,
            Optional<Contact> counted) {}

    /** Those of these that are logged. */
    public List<Row> find(Collection<String> propositionIds) throws SQLException {
        List<Row> found = new ArrayList<>();
        if (propositionIds.isEmpty()) {
            return found;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(ContactRows.SELECT_ASKED + "where p.proposition_id = any(?)")) {
            query.setArray(1, connection.createArrayOf("text", propositionIds.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Contact contact = ContactRows.contact(rows);
                    found.add(new Row(
                            contact.propositionId(),
                            rows.getString(1),
                            contact.at(),
                            ContactRows.requestId(rows),
                            ContactRows.isCounted(rows) ? Optional.of(contact) : Optional.empty()));
                }
            }
        }
        return found;
    }

    /** The customers who were answered to a request id; of many two, which is enough to know that it is not one's. */
    public Set<String> customersOf(String requestId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select distinct customer_id from decision_log where request_id = ? limit 2")) {
            query.setString(1, requestId);
            return texts(query);
        }
    }

    /** The propositions that were the answers to a request id for any of these customers. */
    public Set<String> propositionsOf(String requestId, Collection<String> customerIds) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        """
                        select proposition_id from proposition join decision_log using (decision_id)
                        where request_id = ? and decision_log.customer_id = any(?)""")) {
            query.setString(1, requestId);
            query.setArray(2, connection.createArrayOf("text", customerIds.toArray()));
            return texts(query);
        }
    }

    private static Set<String> texts(PreparedStatement query) throws SQLException {
        Set<String> texts = new LinkedHashSet<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
