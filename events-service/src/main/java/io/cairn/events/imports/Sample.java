package io.cairn.events.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.events.imports.file.BadFile;
import io.cairn.events.imports.file.Row;
import io.cairn.events.imports.file.Rows;
import io.cairn.events.imports.mapping.BadRow;
import io.cairn.events.imports.mapping.Guess;
import io.cairn.events.imports.mapping.Guess.Guessed;
import io.cairn.events.imports.mapping.Mapping;
import io.cairn.events.imports.mapping.MessageIds;
import io.cairn.events.imports.mapping.MessageIds.Content;
import io.cairn.events.imports.mapping.RowEvents;
import io.cairn.events.ingest.Rejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first rows of a file. */
final class Sample {
    private static final int MAX_ROWS = 1_000;

    /** Of the file as it comes, where rows are long or skipped; and of the text, where it comes packed. */
    private static final int MAX_BYTES = 1 << 20;

    private static final int MAX_CHARS = 1 << 20;
    private static final int SHOWN = 5;

    private final List<String> columns;
    private final List<Row> rows;

    private Sample(List<String> columns, List<Row> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    static Sample of(Rows file) throws IOException, BadFile {
        List<Row> rows = new ArrayList<>();
        int chars = 0;
        while (rows.size() < MAX_ROWS && chars < MAX_CHARS && file.bytes() < MAX_BYTES) {
            Row row = file.next();
            if (row == null) {
                break;
            }
            rows.add(row);
            chars += row.text().length();
        }
        return new Sample(file.header().columns(), rows);
    }

    Guessed guess(@Nullable String name) {
        return new Guess(columns, rows).guess(name);
    }

    Preview preview(Guessed guessed, EventBatches batches, ObjectMapper json) {
        RowEvents events = new RowEvents(Mapping.read(guessed.mapping()));
        MessageIds ids = new MessageIds(json);
        Map<String, Long> occurrences = new HashMap<>();
        Map<Row, ObjectNode> made = new LinkedHashMap<>();
        List<RejectedRow> rejections = new ArrayList<>();
        for (Row row : rows) {
            try {
                ObjectNode event = events.event(row);
                Content content = ids.content(event);
                long occurrence = occurrences.merge(content.content(), 1L, Long::sum);
                if (!event.has("messageId")) {
                    event.put("messageId", MessageIds.messageId(content, occurrence));
                }
                made.put(row, event);
            } catch (BadRow e) {
                rejections.add(new RejectedRow(row.number(), row.line(), e.reason(), row.text()));
            }
        }
        List<Row> of = List.copyOf(made.keySet());
        for (Rejected rejected : batches.look(List.copyOf(made.values()))) {
            Row row = of.get(rejected.index());
            made.remove(row);
            rejections.add(new RejectedRow(row.number(), row.line(), Sending.reason(rejected), row.text()));
        }
        rejections.sort(Comparator.comparingLong(RejectedRow::row));
        return new Preview(
                rows.size(), rejections.size(), first(List.copyOf(made.values())), first(rejections), guessed.notes());
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(SHOWN, all.size()));
    }
}
