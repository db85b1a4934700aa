package io.cairn.events.imports.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.events.imports.file.Row;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a field of the event comes from. */
sealed interface Source {
    /** Its value in a row; null if there is none. @throws BadRow naming the column */
    @Nullable
    JsonNode of(Row row, Set<String> missing) throws BadRow;

    /** In words, for a row where it is missing. */
    String inWords();

    /** The same for every row. */
    record Constant(JsonNode value) implements Source {
        @Override
        public JsonNode of(Row row, Set<String> missing) {
            return value;
        }

        @Override
        public String inWords() {
            return "a constant";
        }
    }

    /** A column, and how its cells are read. */
    record Column(String name, Cell cell) implements Source {
        @Override
        public @Nullable JsonNode of(Row row, Set<String> missing) throws BadRow {
            JsonNode found = row.cell(name);
            if (found == null || (found.isTextual() && isMissing(found.textValue(), missing))) {
                return null;
            }
            try {
                return cell.read(found);
            } catch (BadRow e) {
                throw new BadRow("column '" + name + "' " + e.reason());
            }
        }

        static boolean isMissing(String text, Set<String> missing) {
            return text.isBlank() || missing.contains(text.strip());
        }

        @Override
        public String inWords() {
            return "column '" + name + "'";
        }
    }
}
