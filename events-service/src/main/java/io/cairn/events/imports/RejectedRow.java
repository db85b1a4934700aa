package io.cairn.events.imports;

/**
 * A row that made no event.
 *
 * @param row from 1, without the header
 * @param line where it begins in the file, from 1
 * @param content as it stands in the file; its beginning if it is long
 */
public record RejectedRow(long row, long line, String reason, String content) {
    private static final int MAX_CONTENT = 4_000;
    private static final int MAX_REASON = 1_000;

    public RejectedRow {
        reason = storable(reason, MAX_REASON);
        content = storable(content, MAX_CONTENT);
    }

    /** PostgreSQL stores no NUL. */
    private static String storable(String text, int max) {
        return (text.length() > max ? text.substring(0, max) + "…" : text).replace('\0', '\uFFFD');
    }
}
