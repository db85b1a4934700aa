package io.cairn.events.rebuild.rest;

import io.cairn.events.rebuild.Rebuild;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far the latest rebuild is.
 *
 * @param state {@code running} or {@code idle}
 * @param checked how many customers were folded anew so far
 * @param failed of whom so many could not be folded: the log of the service says why
 * @param total how many there are, about
 * @param startedAt null if there never was one
 * @param finishedAt null while it runs
 */
record RebuildView(
        String state,
        long checked,
        long failed,
        long total,
        @Schema(nullable = true) @Nullable Instant startedAt,
        @Schema(nullable = true) @Nullable Instant finishedAt) {
    static RebuildView of(Optional<Rebuild> latest) {
        return latest.map(rebuild -> new RebuildView(
                        rebuild.isRunning() ? "running" : "idle",
                        rebuild.checked(),
                        rebuild.failed(),
                        rebuild.total(),
                        rebuild.startedAt(),
                        rebuild.finishedAt()))
                .orElseGet(() -> new RebuildView("idle", 0, 0, 0, null, null));
    }
}
