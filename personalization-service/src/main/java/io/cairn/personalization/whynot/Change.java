package io.cairn.personalization.whynot;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that would have to be otherwise.
 *
 * @param detail of what, and how it is now
 * @param from from when it is so by itself; null if never, or if it does not depend on time alone
 */
public record Change(ChangeKind kind, String detail, @Schema(nullable = true) @Nullable Instant from) {
    static Change of(ChangeKind kind, String detail) {
        return new Change(kind, detail, null);
    }
}
