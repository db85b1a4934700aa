package io.cairn.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the beginning of a file at the end of a row, as far as that can be told without a mapping. */
final class ImportSample {
    /** A quote that is open for longer never closes: the service reads no longer rows. */
    private static final int MAX_ROW = 65_536;

    /** What ends a field, whichever of them it is that the file has. */
    private static final String ENDS = ",;\t|\n\r";

    /** A byte order mark, of UTF-8 as bytes, and the brace of NDJSON, whose quotes hold no ends of lines. */
    private static final Pattern BEGIN = Pattern.compile("(?:\uFEFF|\u00EF\u00BB\u00BF)?\\s*(\\{?)");

    private ImportSample() {}

    /** Up to the last end of a line that no quotes hold; all of it if there is none. */
    static byte[] wholeRows(byte[] file) {
        Charset charset = charset(file);
        int end = end(new String(file, charset)) * (charset.equals(ISO_8859_1) ? 1 : 2);
        return end == 0 ? file : Arrays.copyOf(file, end);
    }

    /** One in which characters lie as they do in the file: those that matter are ASCII, a byte each unless it is UTF-16. */
    private static Charset charset(byte[] file) {
        int mark = file.length < 2 ? 0 : (file[0] & 0xff) << 8 | (file[1] & 0xff);
        return mark == 0xfffe ? UTF_16LE : mark == 0xfeff ? UTF_16BE : ISO_8859_1;
    }

    private static int end(String text) {
        Matcher begin = BEGIN.matcher(text);
        boolean isCsv = begin.lookingAt() && begin.group(1).isEmpty();
        int rows = 0;
        int lines = 0;
        boolean isQuoted = false;
        boolean fieldBegins = isCsv;
        for (int i = begin.end(); i < text.length(); i++) {
            char c = text.charAt(i);
            if (isQuoted) {
                isQuoted = c != '"'; // a doubled one opens it again at once
                fieldBegins = c == '"';
            } else {
                isQuoted = c == '"' && fieldBegins;
                fieldBegins = isCsv && ENDS.indexOf(c) >= 0;
            }
            if (c == '\n' || c == '\r') {
                lines = i + 1;
                rows = isQuoted ? rows : lines;
            }
        }
        return text.length() - rows > MAX_ROW ? lines : rows;
    }
}
