package io.cairn.events.imports.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the columns of a CSV file are called. */
final class HeaderNames {
    private static final int MAX_COLUMNS = 1_000;
    private static final Pattern LINE_END = Pattern.compile("\r\n?");

    private HeaderNames() {}

    static List<String> of(CsvReader.CsvReaderBuilder csv, String header) throws BadFile {
        if (header.indexOf('\0') >= 0) {
            throw new BadFile("the file's header holds NUL characters: is it UTF-16? say /mapping/charset");
        }
        List<String> names = fields(csv, header);
        if (names.size() > MAX_COLUMNS) {
            throw new BadFile("the file has " + names.size() + " columns, at most " + MAX_COLUMNS + " are read");
        }
        if (names.stream().allMatch(String::isEmpty)) {
            throw new BadFile("the file's header names no column");
        }
        return different(names);
    }

    private static List<String> fields(CsvReader.CsvReaderBuilder csv, String header) throws BadFile {
        try {
            return csv.ofSingleCsvRecord(header).getFields().stream()
                    .map(name ->
                            LINE_END.matcher(name.strip()).replaceAll("\n")) // a mapping fits whoever saved the file
                    .toList();
        } catch (CsvParseException e) {
            throw new BadFile("the file's header cannot be read: " + CsvRows.reason(e));
        }
    }

    /** A name that was there before is numbered, past those that the file has itself. */
    private static List<String> different(List<String> names) {
        Set<String> taken = new HashSet<>(names);
        Set<String> seen = new HashSet<>();
        List<String> different = new ArrayList<>();
        for (String name : names) {
            boolean isAgain = !seen.add(name) && !name.isEmpty();
            // a download of what was one already has these twice
            different.add(isAgain && !Header.OF_REJECTIONS.contains(name) ? numbered(name, taken) : name);
        }
        return different;
    }

    private static String numbered(String name, Set<String> taken) {
        int number = 2;
        while (!taken.add(name + " (" + number + ")")) {
            number++;
        }
        return name + " (" + number + ")";
    }
}
