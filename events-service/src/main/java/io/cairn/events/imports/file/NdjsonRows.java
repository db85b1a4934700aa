package io.cairn.events.imports.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.kit.json.JsonBodies;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a file of JSON objects, one on each line. */
final class NdjsonRows extends Rows {
    private final RowSplitter splitter;
    private final ObjectMapper json;

    NdjsonRows(Unpacked file, RowSplitter splitter, ObjectMapper json) {
        super(file);
        this.splitter = splitter;
        this.json = json;
    }

    @Override
    public Header header() {
        return Header.NONE;
    }

    @Override
    @Nullable
    Row read(long rowNumber) throws IOException {
        RawRow raw = splitter.next();
        if (raw == null) {
            return null;
        }
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        if (raw.fault() != null) {
            return row(rowNumber, raw, none, raw.fault());
        }
        try {
            JsonNode tree = json.readTree(raw.text());
            return tree instanceof ObjectNode cells
                    ? row(rowNumber, raw, cells, null)
                    : row(rowNumber, raw, none, "is no JSON object");
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            return row(
                    rowNumber,
                    raw,
                    none,
                    "is no JSON: " + JsonBodies.words(e).replace("line: 1, ", "") + " (column " + column + ")");
        } catch (NumberFormatException e) { // Jackson lets it through as it is
            return row(rowNumber, raw, none, "holds a number whose exponent is out of range");
        }
    }

    private static Row row(long number, RawRow raw, ObjectNode cells, @Nullable String fault) {
        return new Row(number, raw.line(), raw.text(), cells, false, fault);
    }
}
