package io.cairn.events.profile.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.column;
import static io.cairn.kit.db.SqlArrays.texts;

import io.cairn.events.log.FrozenJson;
import io.cairn.events.log.persistence.EventRows;
import io.cairn.kit.db.Plans;
import io.cairn.kit.db.Transactions;
import io.cairn.kit.profile.StoredProfile;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.model.profile.ProfileCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Folds what the log has of customers. */
@ApplicationScoped
public class History {
    /**
     * In one statement, so as of one moment: a revision, just the events up to it, and the folds of those that have left the
     * log. A profile that lacks one of the latter is folded anew, as it may have some of the fold's events. Each
     * customer is looked up by herself: PostgreSQL would rather read all there is, even for some hundreds of thousands.
     */
    private static final String MISSING =
            """
            WITH c AS MATERIALIZED (
              SELECT c.id, c.revision, CASE WHEN c.rebased > w.stored
                  OR EXISTS (SELECT FROM snapshot n WHERE n.customer_id = c.id AND n.revision > w.stored)
                THEN 0 ELSE w.stored END AS since
              FROM unnest(?::text[], ?::bigint[]) AS w(id, stored)
                CROSS JOIN LATERAL (SELECT id, revision, rebased FROM customer WHERE id = w.id OFFSET 0) c)
            SELECT c.id, c.revision, c.since, NULL AS profile, %s
            FROM c LEFT JOIN LATERAL (
              SELECT * FROM event WHERE customer_id = c.id AND revision > c.since OFFSET 0) e ON true
            UNION ALL
            SELECT c.id, c.revision, c.since, n.profile, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
            FROM c CROSS JOIN LATERAL (
              SELECT * FROM snapshot WHERE customer_id = c.id AND c.since = 0 OFFSET 0) n
            """
                    .formatted(EventRows.LOGGED_COLUMNS);

    private static final int SNAPSHOT = 4;
    private static final int FIRST_OF_EVENT = 5;

    /** Rows at a time from the database, and events at a time into a profile: a long history needs no more memory. */
    private static final int CHUNK = 500;

    /** Fewer events wait for others, as each fold goes through the whole profile. */
    private static final int WORTH_FOLDING = 20;

    private final DataSource database;
    private final FrozenJson json;

    History(DataSource database, FrozenJson json) {
        this.database = database;
        this.json = json;
    }

    /**
     * The profiles of customers at their current revisions.
     *
     * @param stored what is there of each, by customer id; only what it lacks is read
     * @return of those that the log knows
     */
    public List<StoredProfile> fold(Map<String, Optional<StoredProfile>> stored) throws SQLException {
        return Transactions.inTransaction(
                database,
                connection -> { // else the driver would read all rows at once
                    Plans.lookUp(connection);
                    try (PreparedStatement statement = connection.prepareStatement(MISSING)) {
                        statement.setFetchSize(CHUNK);
                        Map<String, Folding> foldings = new HashMap<>();
                        Folding latest = null;
                        try (ResultSet rows = bound(
                                        statement,
                                        texts(connection, stored.keySet()),
                                        column(connection, "bigint", stored.values(), History::revision))
                                .executeQuery()) {
                            while (rows.next()) {
                                String id = rows.getString(1);
                                if (latest == null || !id.equals(latest.customerId())) {
                                    if (latest != null) {
                                        latest.rest();
                                    }
                                    latest = folding(id, rows, stored, foldings);
                                }
                                add(rows, latest);
                            }
                        }
                        return foldings.values().stream().map(Folding::result).toList();
                    }
                });
    }

    private static Folding folding(
            String id, ResultSet row, Map<String, Optional<StoredProfile>> stored, Map<String, Folding> foldings)
            throws SQLException {
        Folding there = foldings.get(id);
        if (there != null) {
            return there;
        }
        boolean anew = row.getLong(3) == 0;
        CustomerProfile empty = CustomerProfile.empty(id);
        CustomerProfile base = anew
                ? empty
                : stored.getOrDefault(id, Optional.empty())
                        .map(StoredProfile::profile)
                        .orElse(empty);
        Folding folding = new Folding(row.getLong(2), base);
        foldings.put(id, folding);
        return folding;
    }

    private void add(ResultSet row, Folding folding) throws SQLException {
        byte[] snapshot = row.getBytes(SNAPSHOT);
        if (snapshot != null) {
            folding.add(ProfileCodec.decode(snapshot));
        } else if (row.getBytes(FIRST_OF_EVENT) != null) {
            folding.add(EventRows.logged(row, FIRST_OF_EVENT, json));
        }
    }

    private static long revision(Optional<StoredProfile> stored) {
        return stored.map(StoredProfile::revision).orElse(0L);
    }

    /** A profile under way. */
    private static final class Folding {
        private final long revision;
        private final List<LoggedEvent> waiting = new ArrayList<>();
        private CustomerProfile profile;

        Folding(long revision, CustomerProfile base) {
            this.revision = revision;
            this.profile = base;
        }

        void add(LoggedEvent event) {
            waiting.add(event);
            if (waiting.size() == CHUNK) {
                flush();
            }
        }

        /** Mostly all of a customer's rows come together: so what was read of them need not be kept. */
        void rest() {
            if (waiting.size() >= WORTH_FOLDING) {
                flush();
            }
        }

        String customerId() {
            return profile.customerId();
        }

        void add(CustomerProfile snapshot) {
            profile = profile.merge(snapshot);
        }

        StoredProfile result() {
            flush();
            return new StoredProfile(revision, profile);
        }

        private void flush() {
            profile = profile.with(waiting);
            waiting.clear();
        }
    }
}
