package io.cairn.events.imports.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Rows of CSV as text. */
public final class CsvText {
    private CsvText() {}

    /** A row without its end; fields are quoted where they must be. */
    public static String row(char separator, List<String> fields) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.LF)
                .build(text)) {
            csv.writeRecord(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.getBuffer().substring(0, text.getBuffer().length() - 1); // the line's end
    }

    /** The text as it is if it is a row, else as its only field, so that the rows after it can be read. */
    public static String asRow(char separator, String text) {
        boolean isOpen = text.chars().filter(c -> c == '"').count() % 2 != 0;
        try {
            CsvReader.builder().fieldSeparator(separator).ofSingleCsvRecord(text);
            return isOpen ? row(separator, List.of(text)) : text;
        } catch (CsvParseException e) {
            return row(separator, List.of(text));
        }
    }
}
