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
    private static final String PUBLICATION =
            """
            select p.revision, v.journey_key, v.version, v.published_at, v.map
              from publication p
              left join journey j on j.live_version is not null
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

    public Publication read() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(PUBLICATION);
                ResultSet row = query.executeQuery()) {
            long revision = 0;
            List<LiveMap> maps = new ArrayList<>();
            while (row.next()) {
                revision = row.getLong("revision");
                String key = row.getString("journey_key");
                if (key != null) {
                    OffsetDateTime publishedAt = row.getObject("published_at", OffsetDateTime.class);
                    maps.add(new LiveMap(key, row.getInt("version"), publishedAt.toInstant(), row.getString("map")));
                }
            }
            return new Publication(revision, maps);
        }
    }
}
