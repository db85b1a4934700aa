package io.cairn.events.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that is imported, or to be.
 *
 * @param mapping as it was given or guessed
 * @param detail why it failed or was interrupted; else null
 * @param startedAt of the latest sending, as are finishedAt and the counts
 * @param bytesTotal the file's size as its sender said; null if it did not
 */
public record Import(
        String id,
        @Nullable String name,
        JsonNode mapping,
        ImportState state,
        @Nullable String detail,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Counts counts,
        @Nullable Long bytesTotal) {}
