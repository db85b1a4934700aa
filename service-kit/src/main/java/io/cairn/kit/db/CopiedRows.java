package io.cairn.kit.db;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for {@code COPY … FROM STDIN (FORMAT binary)}, column by column: the quickest way into a table. PostgreSQL converts
 * nothing, so what is said of a column's type here must be just what the table says; a text may stand for json, too.
 *
 * <p>A row is the number of its columns, and each column its bytes after their number, or -1 for null: see "COPY" in
 * PostgreSQL's manual, and for an array {@code array_recv} in its source.
 */
public final class CopiedRows {
    private static final byte[] HEADER = "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] TRAILER = {-1, -1};
    private static final int TEXT_OID = 25;

    /** 2000-01-01, from which PostgreSQL counts, in ms since 1970. */
    private static final long POSTGRES_EPOCH = 946_684_800_000L;

    private byte[] rows = new byte[1024];
    private ByteBuffer buffer = ByteBuffer.wrap(rows);

    /** Where the row under way begins; -1 between two. */
    private int row = -1;

    private int columns;

    /** A text or json, or null. */
    public CopiedRows text(@Nullable String value) {
        return value == null ? none() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A bigint. */
    public CopiedRows number(long value) {
        column(Long.BYTES).putLong(value);
        return this;
    }

    /** A boolean. */
    public CopiedRows flag(boolean value) {
        column(1).put((byte) (value ? 1 : 0));
        return this;
    }

    /** A bytea, or null. */
    public CopiedRows bytes(byte @Nullable [] value) {
        if (value == null) {
            return none();
        }
        column(value.length).put(value);
        return this;
    }

    /** A text[]. */
    public CopiedRows texts(Collection<String> values) {
        int start = column(0).position();
        room(5 * Integer.BYTES).putInt(values.isEmpty() ? 0 : 1).putInt(0).putInt(TEXT_OID); // dimensions, no nulls
        if (!values.isEmpty()) {
            buffer.putInt(values.size()).putInt(1); // counted from 1
        }
        for (String value : values) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            room(Integer.BYTES + utf8.length).putInt(utf8.length).put(utf8);
        }
        buffer.putInt(start - Integer.BYTES, buffer.position() - start);
        return this;
    }

    /** A timestamptz, to the millisecond. */
    public CopiedRows time(Instant at) {
        column(Long.BYTES).putLong(Math.multiplyExact(at.toEpochMilli() - POSTGRES_EPOCH, 1000L));
        return this;
    }

    /** Columns that were {@link #written} before. */
    public CopiedRows columns(byte[] written) {
        begin();
        columns += ByteBuffer.wrap(written).getShort();
        room(written.length).put(written, Short.BYTES, written.length - Short.BYTES);
        return this;
    }

    /** The columns of the one row, which was not ended yet. */
    public byte[] written() {
        end();
        return Arrays.copyOf(rows, buffer.position());
    }

    /** Ends a row. */
    public void end() {
        begin(); // if it has no column
        buffer.putShort(row, (short) columns);
        row = -1;
        columns = 0;
    }

    /** Sends the rows by a COPY statement, of the binary format. */
    public void copy(Connection connection, String sql) throws SQLException {
        CopyIn copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            copying.writeToCopy(HEADER, 0, HEADER.length);
            copying.writeToCopy(rows, 0, buffer.position());
            copying.writeToCopy(TRAILER, 0, TRAILER.length);
            copying.endCopy();
        } finally {
            if (copying.isActive()) {
                copying.cancelCopy();
            }
        }
    }

    private CopiedRows none() {
        column(-1);
        return this;
    }

    /** Begins a column, with room for it. */
    private ByteBuffer column(int length) {
        begin();
        columns++;
        return room(Integer.BYTES + Math.max(0, length)).putInt(length);
    }

    private void begin() {
        if (row < 0) {
            row = buffer.position();
            room(Short.BYTES).putShort((short) 0);
        }
    }

    private ByteBuffer room(int more) {
        int size = buffer.position();
        if (size + more > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(2 * rows.length, size + more));
            buffer = ByteBuffer.wrap(rows);
            buffer.position(size);
        }
        return buffer;
    }
}
