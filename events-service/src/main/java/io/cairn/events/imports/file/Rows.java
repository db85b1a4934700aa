package io.cairn.events.imports.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other, in constant memory. */
public abstract sealed class Rows permits CsvRows, NdjsonRows {
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
            PushbackReader reader = new PushbackReader(decoded(file, form.charset()));
            int first = reader.read();
            if (first == '\uFEFF') { // a byte order mark
                first = reader.read();
            }
            while (first >= 0 && Character.isWhitespace(first)) {
                first = reader.read();
            }
            if (first < 0) {
                throw new BadFile("is empty");
            }
            reader.unread(first);
            boolean isNdjson = kind == FileKind.NDJSON || (kind == FileKind.UNKNOWN && first == '{');
            RowSplitter splitter = new RowSplitter(reader);
            return isNdjson ? new NdjsonRows(file, splitter, json) : CsvRows.begin(file, splitter, form);
        } catch (Unpacked.BadFileException e) {
            throw e.badFile();
        }
    }

    /** Bytes that are no text of the charset become {@link RowSplitter#UNREADABLE}, which makes their row bad. */
    private static Reader decoded(InputStream file, Charset charset) {
        return new InputStreamReader(
                file,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(RowSplitter.UNREADABLE)));
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
