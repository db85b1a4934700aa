package io.cairn.events.imports.persistence;

import static io.cairn.kit.db.SqlArrays.bound;
import static io.cairn.kit.db.SqlArrays.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.events.imports.Counts;
import io.cairn.events.imports.Import;
import io.cairn.events.imports.ImportState;
import io.cairn.events.imports.file.Header;
import io.cairn.kit.db.Transactions;
import io.cairn.kit.paging.PageFill;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The imports, for all replicas to see. */
@ApplicationScoped
public class ImportRepository {
    /** Whoever is at an import says so every second; who did not for so long is gone. */
    private static final Duration GONE = Duration.ofSeconds(15);

    /** Rows of a list that the driver holds at a time: a mapping may have 256 KiB. */
    private static final int FETCHED = 20;

    private final DataSource database;
    private final ObjectMapper json;

    ImportRepository(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** How a sending goes on. */
    public enum Standing {
        UNDER_WAY,
        /** To stop. */
        CANCELLED,
        /** Another one is the latest. */
        TAKEN_OVER
    }

    public void create(String id, @Nullable String name, JsonNode mapping, Instant now) throws SQLException {
        update(
                "INSERT INTO import (id, name, mapping, state, created_at) VALUES (?, ?, ?::json, 'waiting', ?)",
                id,
                name,
                mapping.toString(),
                time(now));
    }

    public Optional<Import> find(String id, Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT * FROM import WHERE id = ?");
                ResultSet row = bound(statement, id).executeQuery()) {
            return row.next() ? Optional.of(read(row, now)) : Optional.empty();
        }
    }

    /**
     * A page of them, the newest first.
     *
     * @param before only those created before one: its time and id
     */
    public PageFill<Import> newest(int limit, Optional<Instant> before, String beforeId, Instant now)
            throws SQLException {
        String sql =
                """
                SELECT * FROM import WHERE (created_at, id) < (coalesce(?::timestamptz, 'infinity'), ?)
                ORDER BY created_at DESC, id DESC LIMIT ?
                """;
        Object at = before.map(time -> (Object) time(time)).orElse(null);
        return Transactions.inTransaction(
                database,
                connection -> { // else the driver would read all rows at once
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        statement.setFetchSize(FETCHED);
                        ResultSet rows =
                                bound(statement, at, beforeId, limit + 1).executeQuery();
                        PageFill<Import> page = new PageFill<>(limit);
                        while (rows.next()
                                && page.takes(rows.getString("mapping").length())) {
                            page.add(read(rows, now));
                        }
                        return page;
                    }
                });
    }

    /** Begins a sending, unless one is under way; gives its number. */
    public Optional<Integer> begin(String id, @Nullable Long bytesTotal, Instant now) throws SQLException {
        String sql =
                """
                UPDATE import SET state = 'running', detail = NULL, started_at = ?, finished_at = NULL, beat_at = ?,
                  sending = sending + 1, cancelled = false, bytes = 0, bytes_total = ?, rows = 0, accepted = 0,
                  duplicates = 0, rejected = 0, joins_not_counted = 0
                WHERE id = ? AND (state <> 'running' OR beat_at < ?) RETURNING sending
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = bound(statement, time(now), time(now), bytesTotal, id, time(now.minus(GONE)))
                        .executeQuery()) {
            return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
        }
    }

    /** Notes how far a sending is. */
    public Standing progress(String id, int sending, Counts counts, Instant now) throws SQLException {
        String sql =
                """
                UPDATE import SET beat_at = ?, bytes = ?, rows = ?, accepted = ?, duplicates = ?, rejected = ?,
                  joins_not_counted = ?
                WHERE id = ? AND sending = ? AND state IN ('running', 'cancelled') RETURNING cancelled
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = bound(
                                statement,
                                time(now),
                                counts.bytes(),
                                counts.rows(),
                                counts.accepted(),
                                counts.duplicates(),
                                counts.rejected(),
                                counts.joinsNotCounted(),
                                id,
                                sending)
                        .executeQuery()) {
            return !row.next() ? Standing.TAKEN_OVER : row.getBoolean(1) ? Standing.CANCELLED : Standing.UNDER_WAY;
        }
    }

    /** Notes that a sending is there. */
    public void beat(String id, int sending, Instant now) throws SQLException {
        update(
                "UPDATE import SET beat_at = ? WHERE id = ? AND sending = ? AND state = 'running'",
                time(now),
                id,
                sending);
    }

    /** Notes what the file of a sending says of its rows. */
    public void header(String id, int sending, Header header) throws SQLException {
        update(
                "UPDATE import SET columns = ?::json, separator = ? WHERE id = ? AND sending = ?",
                json.valueToTree(header.columns()).toString(),
                String.valueOf(header.separator()),
                id,
                sending);
    }

    /** What the file said of its rows; {@link Header#NONE} if none came yet. */
    public Header header(String id) throws SQLException {
        String sql =
                "SELECT separator, json_array_elements_text(columns) FROM import WHERE id = ?"; // no row for no columns
        List<String> columns = new ArrayList<>();
        char separator = Header.NONE.separator();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = bound(statement, id).executeQuery()) {
            while (rows.next()) {
                separator = rows.getString(1).charAt(0);
                columns.add(rows.getString(2));
            }
        }
        return new Header(columns, separator);
    }

    /** Notes how a sending ended, if it is still the latest one; one that breaks off and was cancelled is cancelled. */
    public void end(String id, int sending, ImportState state, @Nullable String detail, Instant now)
            throws SQLException {
        String sql =
                """
                UPDATE import SET finished_at = ?,
                  state = CASE WHEN cancelled AND ? = 'interrupted' THEN 'cancelled' ELSE ? END,
                  detail = CASE WHEN cancelled AND ? = 'interrupted' THEN NULL ELSE ? END
                WHERE id = ? AND sending = ? AND state = 'running'
                """;
        String ended = state.spelling();
        String storable = detail == null ? null : detail.replace('\0', '\uFFFD'); // PostgreSQL stores no NUL
        update(sql, time(now), ended, ended, ended, storable, id, sending);
    }

    /** Has whoever is at it stop; one that nobody is at is cancelled at once, one that is over stays as it is. */
    public void cancel(String id, Instant now) throws SQLException {
        String sql =
                """
                UPDATE import SET cancelled = true,
                  state = CASE WHEN state = 'running' AND beat_at >= ? THEN state ELSE 'cancelled' END,
                  finished_at = CASE WHEN state = 'running' AND beat_at >= ? THEN finished_at ELSE ? END
                WHERE id = ? AND state IN ('waiting', 'running', 'interrupted')
                """;
        update(sql, time(now.minus(GONE)), time(now.minus(GONE)), time(now), id);
    }

    /** Forgets imports that waited for their file, and rejected rows, for longer than they are kept. */
    public void forget(Instant unsentBefore, Instant rejectedBefore) throws SQLException {
        update("DELETE FROM import WHERE state = 'waiting' AND created_at < ?", time(unsentBefore));
        update(
                "DELETE FROM import_rejection WHERE import_id IN"
                        + " (SELECT id FROM import WHERE coalesce(finished_at, beat_at) < ?)",
                time(rejectedBefore));
    }

    private void update(String sql, @Nullable Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bound(statement, parameters).executeUpdate();
        }
    }

    private Import read(ResultSet row, Instant now) throws SQLException {
        ImportState stored = ImportState.of(row.getString("state"));
        Instant beat = optionalTime(row, "beat_at");
        boolean isGone = stored == ImportState.RUNNING && (beat == null || beat.isBefore(now.minus(GONE)));
        boolean isInterrupted = isGone && !row.getBoolean("cancelled");
        long total = row.getLong("bytes_total");
        Long bytesTotal = row.wasNull() ? null : Long.valueOf(total);
        return new Import(
                row.getString("id"),
                row.getString("name"),
                tree(row.getString("mapping")),
                isInterrupted ? ImportState.INTERRUPTED : isGone ? ImportState.CANCELLED : stored,
                isInterrupted ? "the service that was at it went away: send the file again" : row.getString("detail"),
                time(row, "created_at"),
                optionalTime(row, "started_at"),
                optionalTime(row, "finished_at"),
                new Counts(
                        row.getLong("rows"),
                        row.getLong("accepted"),
                        row.getLong("duplicates"),
                        row.getLong("rejected"),
                        row.getLong("joins_not_counted"),
                        row.getLong("bytes")),
                bytesTotal);
    }

    private static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mapping that was stored is no JSON", e);
        }
    }
}
