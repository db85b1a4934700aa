package io.cairn.events.imports.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into rows of at most {@value #MAX_CHARS} characters, in memory of that size. What a CSV parser cannot go on
 * after costs one row here: a row too long is skipped to its line's end, and a quote that never closes ends with its line.
 */
final class RowSplitter {
    /** Twice what an event may have. */
    static final int MAX_CHARS = 65_536;

    /** What stands for bytes that are no text: a noncharacter, which no text holds. */
    static final char UNREADABLE = '\uFFFF';

    /**
     * So many characters are read again after quotes that never close, and so many times what the file has: a file of nothing but
     * such quotes would be read again from each.
     */
    private static final long FREE_AGAIN = 256L * MAX_CHARS;

    private static final int MAX_AGAIN = 4;

    private static final int SHOWN_CHARS = 1_000;
    private static final String NEVER_CLOSED = "has a quote that is never closed";
    private static final String TOO_MANY_NEVER_CLOSED =
            "too many of the file's rows have a quote that is never closed: a field that begins with one ends with one";

    private final Reader reader;
    private final Charset charset;
    private final char[] buffer = new char[8_192];
    private int position;
    private int limit;
    private String again = "";
    private int againPosition;
    private long come;
    private long readAgain;
    private long line;

    /** Any of which separates fields; none for rows without quotes. */
    private String separators = "";

    /**
     * @param charset that the reader reads
     * @param line that it begins in, from 1
     */
    RowSplitter(Reader reader, Charset charset, long line) {
        this.reader = reader;
        this.charset = charset;
        this.line = line;
    }

    /** From now on a field may be quoted, and then hold ends of lines. */
    void quotedFields(String between) {
        separators = between;
    }

    /** Gives a row back, to be read again. */
    void unread(RawRow row) {
        line = row.line();
        pushBack(row.text() + '\n');
    }

    /** The next row that is not blank; null at the end. */
    @Nullable
    RawRow next() throws IOException {
        while (true) {
            RawRow row = row();
            if (row == null || row.fault() != null || !row.text().isBlank()) {
                return row;
            }
        }
    }

    private @Nullable RawRow row() throws IOException {
        long begin = line;
        StringBuilder text = new StringBuilder(128);
        Quotes quotes = new Quotes(separators);
        boolean readable = true;
        for (int c = read(); ; c = read()) {
            if (c < 0) {
                return quotes.isOpen() ? neverClosed(begin, text) : text.isEmpty() ? null : row(begin, text, readable);
            }
            if (isLineEnd(c) && !quotes.isOpen()) {
                endLine(c);
                return row(begin, text, readable);
            }
            if (text.length() == MAX_CHARS) {
                text.append((char) c);
                return quotes.isOpen() ? neverClosed(begin, text) : tooLong(begin, text);
            }
            text.append((char) c);
            readable &= c != UNREADABLE;
            quotes.take(c);
            if (isLineEnd(c)) {
                countLine(c, text);
            }
        }
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    /** Leaves the line: CR, LF or CR LF. */
    private void endLine(int c) throws IOException {
        line++;
        if (c == '\r') {
            boolean isAgain = againPosition < again.length();
            int next = read();
            if (next >= 0 && next != '\n') { // a step back
                againPosition -= isAgain ? 1 : 0;
                position -= isAgain ? 0 : 1;
            }
        }
    }

    /** A line's end within quotes. */
    private void countLine(int c, CharSequence text) {
        boolean followsCr = text.length() > 1 && text.charAt(text.length() - 2) == '\r';
        if (c == '\r' || !followsCr) {
            line++;
        }
    }

    private RawRow row(long begin, StringBuilder text, boolean readable) {
        String whole = text.toString();
        return readable
                ? new RawRow(begin, whole, null)
                : new RawRow(begin, whole.replace(UNREADABLE, '\uFFFD'), unreadable());
    }

    private String unreadable() {
        String say = charset.equals(UTF_8) ? "/mapping/charset, such as windows-1252" : "another /mapping/charset";
        return "is not " + charset.name() + ": say " + say;
    }

    private RawRow tooLong(long begin, StringBuilder text) throws IOException {
        int c = text.charAt(text.length() - 1);
        while (c >= 0 && !isLineEnd(c)) {
            c = read();
        }
        if (c >= 0) {
            endLine(c);
        }
        return new RawRow(begin, shown(text), "is longer than " + MAX_CHARS + " characters");
    }

    /** The line where the quote opened is lost, what follows it is read again. */
    private RawRow neverClosed(long begin, StringBuilder text) throws IOException {
        readAgain += text.length();
        if (readAgain > FREE_AGAIN + MAX_AGAIN * come) {
            throw new Unpacked.BadFileException(TOO_MANY_NEVER_CLOSED);
        }
        int end = 0;
        while (end < text.length() && !isLineEnd(text.charAt(end))) {
            end++;
        }
        line = begin;
        if (end == text.length()) {
            return text.length() > MAX_CHARS ? tooLong(begin, text) : neverClosed(begin, text.toString());
        }
        pushBack(text.substring(end + 1));
        endLine(text.charAt(end));
        return neverClosed(begin, text.substring(0, end));
    }

    private static RawRow neverClosed(long begin, String line) {
        String cut = line.length() > SHOWN_CHARS ? " (the row was cut after " + SHOWN_CHARS + " characters)" : "";
        return new RawRow(begin, shown(line), NEVER_CLOSED + cut);
    }

    private static String shown(CharSequence text) {
        return text.subSequence(0, Math.min(SHOWN_CHARS, text.length()))
                .toString()
                .replace(UNREADABLE, '\uFFFD');
    }

    private void pushBack(String text) {
        again = text + again.substring(againPosition);
        againPosition = 0;
    }

    private int read() throws IOException {
        if (againPosition < again.length()) {
            return again.charAt(againPosition++);
        }
        if (position == limit) {
            limit = reader.read(buffer, 0, buffer.length);
            position = 0;
            if (limit <= 0) {
                limit = 0;
                return -1;
            }
            come += limit;
        }
        return buffer[position++];
    }
}
