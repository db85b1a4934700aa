package io.cairn.events.imports.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file.
 *
 * @param number from 1, without the header
 * @param line where it begins in the file, from 1
 * @param text as it stands in the file
 * @param cells by their columns; of CSV texts, an empty one absent. Empty if there is a fault
 * @param isCsv whether its cells are texts that may mean numbers
 * @param fault what is wrong with it as a row; null if nothing is
 */
public record Row(long number, long line, String text, ObjectNode cells, boolean isCsv, @Nullable String fault) {
    /** What stands in a column; null if nothing does. For NDJSON also by a JSON pointer: {@code /user/id}. */
    public @Nullable JsonNode cell(String column) {
        JsonNode cell = cells.get(column);
        if (cell == null && column.startsWith("/")) {
            cell = cells.at(column);
        }
        return cell == null || cell.isMissingNode() || cell.isNull() ? null : cell;
    }
}
