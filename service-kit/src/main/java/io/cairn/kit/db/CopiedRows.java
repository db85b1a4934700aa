package io.cairn.kit.db;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows for {@code COPY … FROM STDIN} in its text format, column by column: the quickest way into a table. */
public final class CopiedRows {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] rows = new byte[1024];
    private int size;
    private boolean begun;
    private long second = Long.MIN_VALUE;
    private String upToSecond = "";

    /** A text, or null. */
    public CopiedRows text(@Nullable String value) {
        next();
        if (value == null) {
            none();
        } else {
            append(value, false);
        }
        return this;
    }

    /** Something whose {@code toString} is of ASCII and needs no escapes, or null. */
    public CopiedRows value(@Nullable Object value) {
        next();
        if (value == null) {
            none();
        } else {
            ascii(value.toString());
        }
        return this;
    }

    /** Bytes, or null. */
    public CopiedRows bytes(byte @Nullable [] value) {
        next();
        if (value == null) {
            none();
            return this;
        }
        ascii("\\\\x");
        room(2 * value.length);
        for (byte b : value) {
            rows[size++] = HEX[b >> 4 & 0xF];
            rows[size++] = HEX[b & 0xF];
        }
        return this;
    }

    /** Texts, as an array. */
    public CopiedRows texts(Collection<String> values) {
        next();
        ascii("{");
        boolean isFirst = true;
        for (String value : values) {
            ascii(isFirst ? "\"" : ",\"");
            append(value, true);
            ascii("\"");
            isFirst = false;
        }
        ascii("}");
        return this;
    }

    /** A time, to the millisecond. */
    public CopiedRows time(Instant at) {
        next();
        if (at.getEpochSecond() != second) { // many events share one
            second = at.getEpochSecond();
            upToSecond = at.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".");
        }
        int millis = at.getNano() / 1_000_000;
        ascii(upToSecond);
        room(4);
        rows[size++] = (byte) ('0' + millis / 100);
        rows[size++] = (byte) ('0' + millis / 10 % 10);
        rows[size++] = (byte) ('0' + millis % 10);
        rows[size++] = 'Z';
        return this;
    }

    /** Columns that were {@link #written} before. */
    public CopiedRows columns(byte[] columns) {
        next();
        room(columns.length);
        System.arraycopy(columns, 0, rows, size, columns.length);
        size += columns.length;
        return this;
    }

    /** What was written, of one row that was not ended yet. */
    public byte[] written() {
        return Arrays.copyOf(rows, size);
    }

    /** Ends a row. */
    public void end() {
        ascii("\n");
        begun = false;
    }

    /** Sends the rows by a COPY statement. */
    public void copy(Connection connection, String sql) throws SQLException {
        CopyIn copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            copying.writeToCopy(rows, 0, size);
            copying.endCopy();
        } finally {
            if (copying.isActive()) {
                copying.cancelCopy();
            }
        }
    }

    private void next() {
        if (begun) {
            ascii("\t");
        }
        begun = true;
    }

    private void none() {
        ascii("\\N");
    }

    /** @param inArray in quotes: then a backslash is one for the array, too, and each of the two is escaped for COPY */
    private void append(String value, boolean inArray) {
        room(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                ascii(c, inArray);
            } else {
                int end = i + Character.charCount(value.codePointAt(i));
                byte[] utf8 = value.substring(i, end).getBytes(StandardCharsets.UTF_8);
                room(utf8.length);
                System.arraycopy(utf8, 0, rows, size, utf8.length);
                size += utf8.length;
                i = end - 1;
            }
        }
    }

    private void ascii(char c, boolean inArray) {
        switch (c) {
            case '\\' -> ascii(inArray ? "\\\\\\\\" : "\\\\");
            case '"' -> ascii(inArray ? "\\\\\"" : "\"");
            case '\t' -> ascii("\\t");
            case '\n' -> ascii("\\n");
            case '\r' -> ascii("\\r");
            default -> {
                room(1);
                rows[size++] = (byte) c;
            }
        }
    }

    private void ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            rows[size++] = (byte) text.charAt(i);
        }
    }

    private void room(int more) {
        if (size + more > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(2 * rows.length, size + more));
        }
    }
}
