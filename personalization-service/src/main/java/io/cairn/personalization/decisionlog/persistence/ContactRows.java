package io.cairn.personalization.decisionlog.persistence;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.contact.Outcome;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads propositions as the contacts that caps count, with those outcomes that caps go by. */
final class ContactRows {
    private static final String COLUMNS =
            """
            select p.customer_id, p.proposition_id, p.offer, p.rule, p.tags, p.placement, p.channel, p.outbound,
              p.decided_at, o.kinds, o.times, p.counted
            """;

    private static final String FROM =
            """
            from proposition p
            left join lateral (select array_agg(outcome) as kinds, array_agg(at) as times
              from outcome where proposition_id = p.proposition_id and effective) o on true
            """;

    /** To be followed by a condition on {@code p}. */
    static final String SELECT = COLUMNS + FROM;

    /** The same with what {@link #requestId} reads. */
    static final String SELECT_ASKED =
            COLUMNS + ", (select request_id from decision_log d where d.decision_id = p.decision_id)\n" + FROM;

    private ContactRows() {}

    static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                List.of((String[]) row.getArray(5).getArray()),
                row.getString(6),
                row.getString(7),
                row.getBoolean(8),
                row.getTimestamp(9).toInstant(),
                outcomes(row.getArray(10), row.getArray(11)));
    }

    /** Whether caps count the row's proposition at all. */
    static boolean isCounted(ResultSet row) throws SQLException {
        return row.getBoolean(12);
    }

    /** Under which its decision was asked for. */
    static @Nullable String requestId(ResultSet row) throws SQLException {
        return row.getString(13);
    }

    private static Map<Outcome, Instant> outcomes(@Nullable Array kinds, @Nullable Array times) throws SQLException {
        Map<Outcome, Instant> outcomes = new EnumMap<>(Outcome.class);
        if (kinds != null && times != null) {
            String[] names = (String[]) kinds.getArray();
            Timestamp[] at = (Timestamp[]) times.getArray();
            for (int i = 0; i < names.length; i++) {
                outcomes.put(Outcome.of(names[i]), at[i].toInstant());
            }
        }
        return outcomes;
    }
}
