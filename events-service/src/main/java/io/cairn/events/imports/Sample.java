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
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    /** So many events at a time, of a thousand members each at most: a body has a bounded number of tokens. */
    private static final int LOOKED_AT = 100;

    private final List<String> columns;
    private final List<Row> rows;

    private record Made(Row row, ObjectNode event) {}

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

    Preview preview(Mapping mapping, List<String> notes, EventBatches batches, Clock clock, ObjectMapper json) {
        RowEvents events = new RowEvents(mapping, clock);
        MessageIds ids = new MessageIds(json, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        Map<String, Long> occurrences = new HashMap<>();
        List<Made> made = new ArrayList<>();
        List<RejectedRow> rejections = new ArrayList<>();
        for (Row row : rows) {
            try {
                ObjectNode event = events.event(row);
                Content content = ids.content(event);
                long occurrence = occurrences.merge(content.content(), 1L, Long::sum);
                if (!event.has("messageId")) {
                    event.put("messageId", MessageIds.messageId(content, occurrence));
                }
                made.add(new Made(row, event));
            } catch (BadRow e) {
                rejections.add(new RejectedRow(row.number(), row.line(), e.reason(), row.text()));
            }
        }
        List<ObjectNode> shown = new ArrayList<>();
        for (int from = 0; from < made.size(); from += LOOKED_AT) {
            look(made.subList(from, Math.min(from + LOOKED_AT, made.size())), batches, shown, rejections);
        }
        rejections.sort(Comparator.comparingLong(RejectedRow::row));
        return new Preview(rows.size(), rejections.size(), first(shown), first(rejections), notes);
    }

    private static void look(
            List<Made> some, EventBatches batches, List<ObjectNode> shown, List<RejectedRow> rejections) {
        Map<Integer, Rejected> rejected = new HashMap<>();
        batches.look(some.stream().map(Made::event).toList()).forEach(one -> rejected.put(one.index(), one));
        for (int i = 0; i < some.size(); i++) {
            Row row = some.get(i).row();
            Rejected why = rejected.get(i);
            if (why == null) {
                shown.add(some.get(i).event());
            } else {
                rejections.add(new RejectedRow(row.number(), row.line(), Sending.reason(why), row.text()));
            }
        }
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(SHOWN, all.size()));
    }
}
