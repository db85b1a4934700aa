package io.cairn.events.imports.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file, RFC 4180 with any of four separators. */
final class CsvRows extends Rows {
    private static final String SEPARATORS = ",;\t|";

    /** How Excel marks a file before its header. */
    private static final Pattern EXCEL = Pattern.compile("(?i)sep=([^\"#])");

    private final RowSplitter splitter;
    private final CsvReader.CsvReaderBuilder csv;
    private final Header header;

    /** A first row that cannot be read again, as it cannot be read; null if there is none, or once it was given out. */
    private @Nullable RawRow bad;

    private CsvRows(Unpacked file, RowSplitter splitter, CsvReader.CsvReaderBuilder csv, Header header) {
        super(file);
        this.splitter = splitter;
        this.csv = csv;
        this.header = header;
    }

    static CsvRows begin(Unpacked file, RowSplitter splitter, FileForm form) throws IOException, BadFile {
        RawRow head = splitter.next(); // its quotes count once it is known what separates
        if (head == null) {
            throw new BadFile("the file is empty");
        }
        Matcher excel = EXCEL.matcher(head.text());
        char said = excel.matches() ? excel.group(1).charAt(0) : form.separator();
        if (excel.matches()) {
            head = splitter.next();
            if (head == null) {
                throw new BadFile("the file has nothing but a separator");
            }
        }
        return form.columns().isEmpty()
                ? withHeader(file, splitter, head, said)
                : withoutHeader(file, splitter, head, said, form.columns());
    }

    private static CsvRows withHeader(Unpacked file, RowSplitter splitter, RawRow line, char said)
            throws IOException, BadFile {
        RawRow head = line.fault() == null ? reread(splitter, line, said) : line;
        if (head.fault() != null) {
            throw new BadFile("the file's header " + head.fault());
        }
        char separator = said == 0 ? separator(head.text()) : said;
        splitter.quotedFields(String.valueOf(separator));
        CsvReader.CsvReaderBuilder csv = CsvReader.builder().fieldSeparator(separator);
        return new CsvRows(file, splitter, csv, new Header(HeaderNames.of(csv, head.text()), separator));
    }

    /** The whole header that begins with a line: whatever may separate its fields, some may hold ends of lines. */
    private static RawRow reread(RowSplitter splitter, RawRow line, char said) throws IOException {
        splitter.unread(line);
        splitter.quotedFields(said == 0 ? SEPARATORS : String.valueOf(said));
        return Objects.requireNonNull(splitter.next());
    }

    private static CsvRows withoutHeader(
            Unpacked file, RowSplitter splitter, RawRow line, char said, List<String> columns) {
        char separator = said == 0 ? separator(line.text()) : said;
        splitter.quotedFields(String.valueOf(separator));
        CsvReader.CsvReaderBuilder csv = CsvReader.builder().fieldSeparator(separator);
        CsvRows rows = new CsvRows(file, splitter, csv, new Header(columns, separator));
        if (line.fault() == null) {
            splitter.unread(line); // its quotes count
        } else {
            rows.bad = line;
        }
        return rows;
    }

    static String reason(CsvParseException thrown) {
        return String.valueOf((thrown.getCause() == null ? thrown : thrown.getCause()).getMessage());
    }

    /** The separator that the first row has most often, outside of quotes. */
    private static char separator(String row) {
        int[] counts = new int[SEPARATORS.length()];
        Quotes quotes = new Quotes(SEPARATORS);
        for (int i = 0; i < row.length(); i++) {
            int separator = SEPARATORS.indexOf(row.charAt(i));
            if (separator >= 0 && !quotes.isOpen()) {
                counts[separator]++;
            }
            quotes.take(row.charAt(i));
        }
        int best = 0;
        for (int s = 1; s < counts.length; s++) {
            best = counts[s] > counts[best] ? s : best;
        }
        return SEPARATORS.charAt(best);
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    @Nullable
    Row read(long rowNumber) throws IOException {
        RawRow raw = bad == null ? splitter.next() : bad;
        bad = null;
        while (raw != null && raw.fault() == null && isBlank(raw.text())) {
            raw = splitter.next();
        }
        if (raw == null) {
            return null;
        }
        ObjectNode cells = JsonNodeFactory.instance.objectNode();
        String fault = raw.fault() == null ? fill(cells, raw.text()) : raw.fault();
        return new Row(rowNumber, raw.line(), raw.text(), cells, true, fault);
    }

    /** Whether it has nothing but separators, as spreadsheets leave at a file's end. */
    private boolean isBlank(String text) {
        return text.chars().allMatch(c -> c == header.separator() || Character.isWhitespace(c));
    }

    /** Whether each row ends with more separators than it needs, as some exports have it. */
    private static boolean isSurplusEmpty(List<String> fields, int columns) {
        return fields.subList(Math.min(columns, fields.size()), fields.size()).stream()
                .allMatch(String::isBlank);
    }

    /** What is wrong with the row; null if nothing is. */
    private @Nullable String fill(ObjectNode cells, String text) {
        List<String> columns = header.columns();
        List<String> fields;
        try {
            fields = csv.ofSingleCsvRecord(text).getFields();
        } catch (CsvParseException e) {
            return "is no CSV: " + reason(e);
        }
        if (fields.size() < columns.size() || !isSurplusEmpty(fields, columns.size())) {
            return "has " + fields.size() + " fields, and there are " + columns.size() + " columns";
        }
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).isEmpty() && !columns.get(i).isEmpty()) {
                cells.put(columns.get(i), fields.get(i));
            }
        }
        return null;
    }
}
