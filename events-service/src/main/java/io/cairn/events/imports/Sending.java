package io.cairn.events.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.events.imports.file.BadFile;
import io.cairn.events.imports.file.Row;
import io.cairn.events.imports.file.Rows;
import io.cairn.events.imports.mapping.BadRow;
import io.cairn.events.imports.mapping.MessageIds;
import io.cairn.events.imports.mapping.MessageIds.Content;
import io.cairn.events.imports.mapping.RowEvents;
import io.cairn.events.imports.persistence.Occurrences;
import io.cairn.events.ingest.EventSize;
import io.cairn.events.ingest.Receipt;
import io.cairn.events.ingest.Rejected;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file on its way into the log: read row by row, logged batch by batch. Reading waits for the log, and so, through TCP,
 * does whoever sends the file.
 */
final class Sending {
    /** As many as clients send at once; more would only make live events wait longer for their turn. */
    private static final int BATCH_ROWS = 500;

    /** Of rows as they are, and of what they became. */
    private static final int BATCH_CHARS = 4 << 20;

    /** How old a row may grow while it waits for others, and how often progress is written. */
    private static final long BEAT_NANOS = 1_000_000_000L;

    private static final Pattern IN_BATCH = Pattern.compile("^/batch/\\d+/?([^/:]*)");

    /** What a mapping calls fields of an event. */
    private static final Map<String, String> NAMES =
            Map.of("userId", "customerId", "timestamp", "time", "name", "event", "", "the event");

    /** Whether to go on. */
    enum Next {
        GO_ON,
        STOP,
        /** Another sending of the same import has begun. */
        TAKEN_OVER
    }

    /** Writes down how far it is. */
    interface Progress {
        Next report(Counts counts, List<RejectedRow> rejections) throws SQLException;

        /** That it is there, while it waits. */
        void waits();
    }

    private record Pending(Row row, ObjectNode event, Content content) {}

    private final Rows rows;
    private final RowEvents events;
    private final MessageIds ids;
    private final Occurrences occurrences;
    private final EventBatches batches;
    private final Progress progress;

    private final List<Pending> pending = new ArrayList<>();
    private final List<RejectedRow> rejections = new ArrayList<>();
    private int chars;
    private long lastBeat = System.nanoTime();
    private long read;
    private Counts counts = Counts.NOTHING;

    Sending(
            Rows rows,
            RowEvents events,
            MessageIds ids,
            Occurrences occurrences,
            EventBatches batches,
            Progress progress) {
        this.rows = rows;
        this.events = events;
        this.ids = ids;
        this.occurrences = occurrences;
        this.batches = batches;
        this.progress = progress;
    }

    /** What is dealt with so far. */
    Counts counts() {
        return counts;
    }

    /** Reads until the file ends or somebody stops it; what it could read is in the log when it throws BadFile, too. */
    Next run() throws IOException, BadFile, SQLException, InterruptedException {
        try {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                take(row);
                boolean isFull = pending.size() >= BATCH_ROWS || chars >= BATCH_CHARS;
                boolean isLate = System.nanoTime() - lastBeat > BEAT_NANOS;
                if (isFull) {
                    flush();
                }
                if (isLate || rejections.size() >= BATCH_ROWS) {
                    Next next = beat();
                    if (next != Next.GO_ON) {
                        return next;
                    }
                }
            }
        } catch (BadFile e) {
            beat();
            throw e;
        }
        return beat();
    }

    private void take(Row row) {
        read++;
        chars += row.text().length();
        try {
            ObjectNode event = events.event(row);
            chars += (int) EventSize.atLeast(event, EventSize.MAX_BYTES);
            pending.add(new Pending(row, event, ids.content(event)));
        } catch (BadRow e) {
            reject(row, e.reason());
        }
    }

    private void reject(Row row, String reason) {
        rejections.add(new RejectedRow(row.number(), row.line(), reason, row.text()));
    }

    private Next beat() throws SQLException, InterruptedException {
        flush();
        rejections.sort(Comparator.comparingLong(RejectedRow::row));
        Next next = progress.report(counts, List.copyOf(rejections));
        rejections.clear();
        lastBeat = System.nanoTime();
        return next;
    }

    /** As a mapping names its fields. */
    static String reason(Rejected rejected) {
        return IN_BATCH.matcher(rejected.detail())
                .replaceFirst(field -> Matcher.quoteReplacement(NAMES.getOrDefault(field.group(1), field.group(1))));
    }

    /** Logs what waits. */
    private void flush() throws SQLException, InterruptedException {
        long accepted = 0;
        long duplicates = 0;
        long notCounted = 0;
        if (!pending.isEmpty()) {
            nameEvents();
            Receipt receipt = batches.send(pending.stream().map(Pending::event).toList(), progress::waits);
            accepted = receipt.accepted();
            duplicates = receipt.duplicates();
            notCounted = receipt.joinsNotCounted().size();
            for (Rejected rejected : receipt.rejected()) {
                reject(pending.get(rejected.index()).row(), reason(rejected));
            }
        }
        counts = new Counts(
                read,
                counts.accepted() + accepted,
                counts.duplicates() + duplicates,
                read - counts.accepted() - accepted - counts.duplicates() - duplicates,
                counts.joinsNotCounted() + notCounted,
                rows.bytes());
        pending.clear();
        chars = 0;
    }

    private void nameEvents() throws SQLException {
        List<Pending> unnamed =
                pending.stream().filter(each -> !each.event().has("messageId")).toList();
        long[] occurrence = occurrences.of(
                unnamed.stream().mapToLong(each -> each.content().fingerprint()).toArray());
        for (int i = 0; i < occurrence.length; i++) {
            Pending each = unnamed.get(i);
            each.event().put("messageId", MessageIds.messageId(each.content(), occurrence[i]));
        }
    }
}
