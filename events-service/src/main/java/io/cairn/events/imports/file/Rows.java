package io.cairn.events.imports.file;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.model.json.Texts;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other, in constant memory. */
public abstract sealed class Rows permits CsvRows, NdjsonRows {
    /** How the header of a download of rejected rows begins, as it is or with all its fields quoted; or its first object. */
    private static final Pattern OF_REJECTIONS =
            Pattern.compile("\uFEFF?((\"?)_row\\2(.)\\2_line\\2\\3\\2_reason\\2|\\{\"_row\":)");

    private static final Pattern OBJECT = Pattern.compile("\uFEFF?\\s*\\{\\s*(\"|$)");
    private static final Pattern ARRAY = Pattern.compile("\uFEFF?\\s*\\[\\s*(\\{|$)");

    /** A line of a page, or of a PDF: whoever exported was not logged in, or took another format. */
    private static final Pattern DOCUMENT = Pattern.compile("\uFEFF?\\s*<|%PDF");

    private static final String ZIP = "PK\3\4";

    private static final int MAX_PEEKED = 32;

    private final Unpacked file;
    private long number;

    Rows(Unpacked file) {
        this.file = file;
    }

    /**
     * Begins to read.
     *
     * @param kind of the file; {@link FileKind#UNKNOWN} is told from its first character
     * @throws BadFile if it has no rows that could be read
     */
    public static Rows of(InputStream body, FileKind kind, FileForm form, ObjectMapper json)
            throws IOException, BadFile {
        try {
            Unpacked file = Unpacked.of(body);
            BufferedInputStream bytes = new BufferedInputStream(file);
            byte[] begin = begin(bytes);
            String firstLine = new String(begin, UTF_8);
            requireRows(firstLine, form.columns().isEmpty());
            boolean isDownload = OF_REJECTIONS.matcher(firstLine).lookingAt();
            FileForm actual = isDownload ? ofDownload(form) : form(form, begin);
            CharsetDecoder said = actual.charset().newDecoder();
            CharsetDecoder decoder = isDownload ? new Utf8Or(replacing(said)) : said;
            PushbackReader reader = new PushbackReader(new InputStreamReader(bytes, replacing(decoder)));
            int first = reader.read();
            if (first == '\uFEFF') { // a byte order mark
                first = reader.read();
            }
            long line = 1;
            boolean followsCr = false;
            while (first == '\n' || first == '\r' || first == ' ') { // a tab may be an empty field
                line += first == '\r' || (first == '\n' && !followsCr) ? 1 : 0;
                followsCr = first == '\r';
                first = reader.read();
            }
            if (first < 0) {
                throw new BadFile("the file is empty");
            }
            reader.unread(first);
            boolean isNdjson = kind == FileKind.NDJSON
                    || (kind == FileKind.UNKNOWN && first == '{')
                    || (actual.columns().isEmpty()
                            && OBJECT.matcher(firstLine).lookingAt()); // whatever it is said to be
            RowSplitter splitter = new RowSplitter(reader, actual.charset(), line);
            return isNdjson ? new NdjsonRows(file, splitter, json) : CsvRows.begin(file, splitter, actual);
        } catch (Unpacked.BadFileException e) {
            throw e.badFile();
        }
    }

    /** The first bytes of the first line; they are read again. */
    private static byte[] begin(BufferedInputStream file) throws IOException {
        file.mark(MAX_PEEKED);
        ByteArrayOutputStream peeked = new ByteArrayOutputStream(MAX_PEEKED);
        int b = file.read();
        while (b >= 0 && b != '\n' && b != '\r' && peeked.size() < MAX_PEEKED - 1) { // waits for no more than a line
            peeked.write(b);
            b = file.read();
        }
        file.reset();
        return peeked.toByteArray();
    }

    private static void requireRows(String firstLine, boolean isHeader) throws BadFile {
        if (firstLine.startsWith(ZIP)) {
            throw new BadFile("the file is packed as zip, as Excel's own are: save it as CSV, or unpack it");
        } else if (isHeader && DOCUMENT.matcher(firstLine).lookingAt()) {
            throw new BadFile("the file is neither CSV nor NDJSON: it begins with '" + Texts.shown(firstLine) + "'");
        } else if (isHeader && ARRAY.matcher(firstLine).lookingAt()) {
            throw new BadFile(
                    "the file is one JSON array: put each of its objects on a line of its own, as NDJSON has them");
        }
    }

    /**
     * A download of rejected rows has a header, and is UTF-8 whatever the file was that they come from, unless whoever mended it
     * saved it otherwise: of charsets that begin as it does, like that file.
     */
    private static FileForm ofDownload(FileForm said) {
        boolean isWide = said.charset().name().startsWith("UTF-");
        return new FileForm(isWide ? UTF_8 : said.charset(), said.separator(), List.of());
    }

    private static FileForm form(FileForm said, byte[] begin) {
        boolean isUtf16 = begin.length >= 2
                && ((begin[0] == (byte) 0xff && begin[1] == (byte) 0xfe)
                        || (begin[0] == (byte) 0xfe && begin[1] == (byte) 0xff));
        return isUtf16 && said.charset().equals(UTF_8) ? new FileForm(UTF_16, said.separator(), said.columns()) : said;
    }

    /** Bytes that are no text of the charset become {@link RowSplitter#UNREADABLE}, which makes their row bad. */
    private static CharsetDecoder replacing(CharsetDecoder decoder) {
        return decoder.onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(RowSplitter.UNREADABLE));
    }

    /** The next row; null at the end. @throws BadFile if the file ends in the middle of its gzip */
    public final @Nullable Row next() throws IOException, BadFile {
        try {
            Row row = read(number + 1);
            number += row == null ? 0 : 1;
            return row;
        } catch (Unpacked.BadFileException e) {
            throw e.badFile();
        }
    }

    abstract @Nullable Row read(long rowNumber) throws IOException;

    public abstract Header header();

    /** How many bytes of the file were read so far, as they came. */
    public final long bytes() {
        return file.packedCount();
    }
}
