package io.cairn.events.imports.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
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
 * The rejected rows of an import as a file: as CSV what came, with the reasons before it, so that it can be mended and
 * imported; as NDJSON an object for each.
 */
final class RejectedDownload implements StreamingOutput {
    private static final int CHUNK = 500;

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
                List<String> columns = new ArrayList<>(List.of("_row", "_line", "_reason"));
                columns.addAll(header.columns().isEmpty() ? List.of("_content") : header.columns());
                line(output, CsvText.row(header.separator(), columns));
            }
            List<RejectedRow> chunk = imports.rejected(id, 0, CHUNK);
            while (!chunk.isEmpty()) {
                for (RejectedRow row : chunk) {
                    line(output, asCsv ? csv(header, row) : json.writeValueAsString(row));
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

    private static void line(OutputStream output, String text) throws IOException {
        output.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
