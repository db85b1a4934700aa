package io.cairn.events.imports.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file, RFC 4180 with any of four separators. */
final class CsvRows extends Rows {
    private static final int MAX_COLUMNS = 1_000;
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};

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
        RawRow head = splitter.next(); // a header has no quoted ends of lines
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
        if (head.fault() != null && form.columns().isEmpty()) {
            throw new BadFile("the file's header " + head.fault());
        }
        char separator = said == 0 ? separator(head.text()) : said;
        splitter.quotedFields(separator);
        CsvReader.CsvReaderBuilder csv = CsvReader.builder().fieldSeparator(separator);
        if (form.columns().isEmpty()) {
            return new CsvRows(file, splitter, csv, new Header(names(csv, head.text()), separator));
        }
        CsvRows rows = new CsvRows(file, splitter, csv, new Header(form.columns(), separator));
        if (head.fault() == null) {
            splitter.unread(head); // its quotes count
        } else {
            rows.bad = head;
        }
        return rows;
    }

    private static List<String> names(CsvReader.CsvReaderBuilder csv, String line) throws BadFile {
        if (line.chars().filter(c -> c == '"').count() % 2 != 0) {
            throw new BadFile("the file's header has a quote that is never closed");
        }
        if (line.indexOf('\0') >= 0) {
            throw new BadFile("the file's header holds NUL characters: is it UTF-16? say /mapping/charset");
        }
        List<String> names;
        try {
            names = csv.ofSingleCsvRecord(line).getFields().stream()
                    .map(String::strip)
                    .toList();
        } catch (CsvParseException e) {
            throw new BadFile("the file's header cannot be read: " + reason(e));
        }
        if (names.size() > MAX_COLUMNS) {
            throw new BadFile("the file has " + names.size() + " columns, at most " + MAX_COLUMNS + " are read");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            boolean isAgain = !name.isEmpty() && !seen.add(name);
            if (isAgain && !Header.OF_REJECTIONS.contains(name)) { // a download of what was one already has these twice
                throw new BadFile("the file's header has the column '" + name + "' twice");
            }
        }
        if (seen.isEmpty()) {
            throw new BadFile("the file's header names no column");
        }
        return names;
    }

    private static String reason(CsvParseException thrown) {
        return String.valueOf((thrown.getCause() == null ? thrown : thrown.getCause()).getMessage());
    }

    /** The separator that the first line has most often, outside of quotes. */
    static char separator(String line) {
        int[] counts = new int[SEPARATORS.length];
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            for (int s = 0; s < SEPARATORS.length; s++) {
                counts[s] += !quoted && c == SEPARATORS[s] ? 1 : 0;
            }
        }
        int best = 0;
        for (int s = 1; s < SEPARATORS.length; s++) {
            best = counts[s] > counts[best] ? s : best;
        }
        return SEPARATORS[best];
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
        if (raw == null) {
            return null;
        }
        ObjectNode cells = JsonNodeFactory.instance.objectNode();
        String fault = raw.fault() == null ? fill(cells, raw.text()) : raw.fault();
        return new Row(rowNumber, raw.line(), raw.text(), cells, true, fault);
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
        if (fields.size() != columns.size()) {
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
