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

    /** After the reason of one that is not all there: mended and imported, its last field may be half of what it was. */
    private static final String CUT = " (the row was cut after " + MAX_CONTENT + " characters)";

    public RejectedRow {
        String why = reason.endsWith(CUT) ? reason.substring(0, reason.length() - CUT.length()) : reason; // as stored
        reason = storable(why, MAX_REASON) + (content.length() > MAX_CONTENT ? CUT : "");
        content = storable(content, MAX_CONTENT);
    }

    /** PostgreSQL stores no NUL. */
    private static String storable(String text, int max) {
        return (text.length() > max ? text.substring(0, max) + "…" : text).replace('\0', '\uFFFD');
    }
}
