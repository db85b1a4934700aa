package io.cairn.events.imports.file;

import java.util.List;

/**
 * What a file says of its rows before they come.
 *
 * @param columns their names in their order; empty if the rows themselves say so, as JSON does
 * @param separator between the fields of a row
 */
public record Header(List<String> columns, char separator) {
    /** What a download of rejected rows adds to the file's own columns. */
    public static final List<String> OF_REJECTIONS = List.of("_row", "_line", "_reason");

    /** Of NDJSON. */
    public static final Header NONE = new Header(List.of(), ',');

    public Header {
        columns = List.copyOf(columns);
    }
}
