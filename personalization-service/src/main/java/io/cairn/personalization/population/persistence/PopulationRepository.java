package io.cairn.personalization.population.persistence;

import io.cairn.personalization.population.Member;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads counts and positions, which the recording of positions writes. */
@ApplicationScoped
public class PopulationRepository {
    private final DataSource dataSource;

    PopulationRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** By stage; null: on none. Absent: nobody. */
    public Map<@Nullable String, Long> counts(String journey) throws SQLException {
        Map<@Nullable String, Long> counts = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select nullif(stage, ''), customers from population where journey = ? and customers > 0")) {
            query.setString(1, journey);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return counts;
    }

    /** Who is on a stage, in the order of ids. */
    public List<Member> members(String journey, String stage, String after, int atMost) throws SQLException {
        List<Member> members = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        """
                        select customer_id, since from customer_position where journey = ? and stage = ? and customer_id > ?
                        order by customer_id limit ?""")) {
            query.setString(1, journey);
            query.setString(2, stage);
            query.setString(3, after);
            query.setInt(4, atMost);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    members.add(new Member(
                            rows.getString(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return members;
    }
}
