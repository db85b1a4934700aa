package io.cairn.events.imports.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.events.imports.Imports;
import io.cairn.events.imports.RejectedRow;
import io.cairn.events.imports.file.CsvText;
import io.cairn.events.imports.file.Header;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rejected rows of an import as a file: what came, with the reasons before it, so that it can be mended and imported. Of a
 * CSV file as NDJSON, which is for programs, an object for each.
 */
final class RejectedDownload implements StreamingOutput {
    private static final int CHUNK = 500;

    /** What stands in for the fields of a row that cannot be read. */
    private static final String CONTENT = "_content";

    private final Imports imports;
    private final String id;
    private final ObjectMapper json;
    private final boolean asCsv;

    RejectedDownload(Imports imports, String id, ObjectMapper json, boolean asCsv) {
        this.imports = imports;
        this.id = id;
        this.json = json;
        this.asCsv = asCsv;
    }

    @Override
    public void write(OutputStream output) throws IOException {
        try {
            Header header = imports.header(id);
            if (asCsv) {
                List<String> columns = new ArrayList<>(Header.OF_REJECTIONS);
                columns.addAll(header.columns().isEmpty() ? List.of(CONTENT) : header.columns());
                line(output, CsvText.row(header.separator(), columns));
            }
            List<RejectedRow> chunk = imports.rejected(id, 0, CHUNK);
            while (!chunk.isEmpty()) {
                for (RejectedRow row : chunk) {
                    line(output, asCsv ? csv(header, row) : ndjson(header, row));
                }
                chunk = imports.rejected(id, chunk.get(chunk.size() - 1).row(), CHUNK);
            }
        } catch (SQLException e) {
            throw new IOException(e); // too late for another status
        }
    }

    private static String csv(Header header, RejectedRow row) {
        char separator = header.separator();
        String before =
                CsvText.row(separator, List.of(Long.toString(row.row()), Long.toString(row.line()), row.reason()));
        String content = header.columns().isEmpty()
                ? CsvText.row(separator, List.of(row.content()))
                : CsvText.asRow(separator, row.content());
        return before + separator + content;
    }

    private String ndjson(Header header, RejectedRow row) throws IOException {
        if (!header.columns().isEmpty()) {
            return json.writeValueAsString(row);
        }
        ObjectNode object = json.createObjectNode()
                .put("_row", row.row())
                .put("_line", row.line())
                .put("_reason", row.reason());
        JsonNode fields = fields(row.content());
        if (fields instanceof ObjectNode own) {
            object.setAll(own.remove(Header.OF_REJECTIONS));
        } else {
            object.put(CONTENT, row.content());
        }
        return json.writeValueAsString(object);
    }

    private JsonNode fields(String content) {
        try {
            return json.readTree(content);
        } catch (JsonProcessingException | NumberFormatException e) { // which Jackson lets through
            return MissingNode.getInstance();
        }
    }

    private static void line(OutputStream output, String text) throws IOException {
        output.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
