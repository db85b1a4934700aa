package io.cairn.journey.publication.persistence;

import io.cairn.journey.publication.LiveMap;
import io.cairn.journey.publication.Publication;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The live maps in PostgreSQL, in plain SQL: it is asked four times a second and needs no session. */
@ApplicationScoped
public class PublicationRepository {
    private static final String REVISION = "select revision from publication";

    // one statement, and so one snapshot: the maps are those of the revision
    private static final String CHANGES =
            """
            select p.revision, j.key, v.version, v.published_at, v.map,
                   (select count(*) from journey where live_version is not null) as live
              from publication p
              left join journey j on j.published_revision > ?
              left join journey_version v on v.journey_key = j.key and v.version = j.live_version
            """;

    private final DataSource dataSource;

    PublicationRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public long revision() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(REVISION);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** All live maps. */
    public Publication read() throws SQLException {
        return since(-1);
    }

    /** What changed after an earlier publication; since before the first: all live maps. */
    public Publication since(long earlier) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(CHANGES)) {
            query.setLong(1, earlier);
            try (ResultSet row = query.executeQuery()) {
                return read(row);
            }
        }
    }

    private static Publication read(ResultSet row) throws SQLException {
        long revision = 0;
        int live = 0;
        List<LiveMap> maps = new ArrayList<>();
        List<String> withdrawn = new ArrayList<>();
        while (row.next()) {
            revision = row.getLong("revision");
            live = row.getInt("live");
            String key = row.getString("key");
            String map = row.getString("map");
            if (map != null) {
                OffsetDateTime publishedAt = row.getObject("published_at", OffsetDateTime.class);
                maps.add(new LiveMap(key, row.getInt("version"), publishedAt.toInstant(), map));
            } else if (key != null) {
                withdrawn.add(key);
            }
        }
        return new Publication(revision, maps, withdrawn, live);
    }
}
