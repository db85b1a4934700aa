package io.cairn.kit.db;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of values as arrays for {@code unnest}: one statement, whatever the number of rows. */
public final class SqlArrays {
    private SqlArrays() {}

    /** A column of a PostgreSQL type, each value by its {@code toString}, or null. */
    public static <T> Array column(
            Connection connection,
            String type,
            Collection<T> rows,
            Function<? super T, ? extends @Nullable Object> value)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        int i = 0;
        for (T row : rows) {
            Object cell = value.apply(row);
            values[i++] = cell == null ? null : cell.toString();
        }
        return connection.createArrayOf(type, values);
    }

    /** A column of texts. */
    public static Array texts(Connection connection, Collection<String> values) throws SQLException {
        return column(connection, "text", values, text -> text);
    }

    /** Binds the parameters in their order; an Instant as a time. */
    public static PreparedStatement bound(PreparedStatement statement, @Nullable Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            statement.setObject(i + 1, value instanceof Instant time ? time(time) : value);
        }
        return statement;
    }

    /** A time, as the driver takes it. */
    public static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** A column that holds a time. */
    public static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A column that may hold a time. */
    public static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
