package io.cairn.kit.db;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows for {@code COPY … FROM STDIN} in its text format, column by column: the quickest way into a table. */
public final class CopiedRows {
    private final StringBuilder text = new StringBuilder(1024);
    private boolean begun;
    private long second = Long.MIN_VALUE;
    private String upToSecond = "";

    /** A text, or null. */
    public CopiedRows text(@Nullable String value) {
        next();
        if (value == null) {
            text.append("\\N");
            return this;
        }
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            String escaped =
                    switch (value.charAt(i)) {
                        case '\\' -> "\\\\";
                        case '\t' -> "\\t";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        default -> "";
                    };
            if (!escaped.isEmpty()) {
                text.append(value, written, i).append(escaped);
                written = i + 1;
            }
        }
        text.append(value, written, value.length());
        return this;
    }

    /** Something whose {@code toString} needs no escapes, or null. */
    public CopiedRows value(@Nullable Object value) {
        next();
        text.append(value == null ? "\\N" : value);
        return this;
    }

    /** Bytes, or null. */
    public CopiedRows bytes(byte @Nullable [] value) {
        next();
        text.append(value == null ? "\\N" : "\\\\x" + HexFormat.of().formatHex(value));
        return this;
    }

    /** Texts, as an array. */
    public CopiedRows texts(Collection<String> values) {
        StringBuilder array = new StringBuilder("{");
        for (String value : values) {
            array.append(array.length() == 1 ? "\"" : ",\"");
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                array.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
            array.append('"');
        }
        return text(array.append('}').toString());
    }

    /** A time, to the millisecond. */
    public CopiedRows time(Instant at) {
        next();
        if (at.getEpochSecond() != second) { // many events share one
            second = at.getEpochSecond();
            upToSecond = at.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".");
        }
        int millis = at.getNano() / 1_000_000;
        text.append(upToSecond)
                .append(millis / 100)
                .append(millis / 10 % 10)
                .append(millis % 10)
                .append('Z');
        return this;
    }

    /** Columns that were {@link #written} before. */
    public CopiedRows columns(String columns) {
        next();
        text.append(columns);
        return this;
    }

    /** What was written, of one row that was not ended yet. */
    public String written() {
        return text.toString();
    }

    /** Ends a row. */
    public void end() {
        text.append('\n');
        begun = false;
    }

    /** Sends the rows by a COPY statement. */
    public void copy(Connection connection, String sql) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        CopyIn copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            copying.writeToCopy(bytes, 0, bytes.length);
            copying.endCopy();
        } finally {
            if (copying.isActive()) {
                copying.cancelCopy();
            }
        }
    }

    private void next() {
        if (begun) {
            text.append('\t');
        }
        begun = true;
    }
}
