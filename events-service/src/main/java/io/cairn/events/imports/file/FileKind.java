package io.cairn.events.imports.file;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a file's rows are written. */
public enum FileKind {
    CSV,
    NDJSON,
    UNKNOWN;

    /** What {@code Content-Type} says; clients that send files say anything, or nothing. */
    public static FileKind of(@Nullable String contentType) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "text/csv", "application/csv", "text/tab-separated-values" -> CSV;
            case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines" -> NDJSON;
            default -> UNKNOWN;
        };
    }
}
