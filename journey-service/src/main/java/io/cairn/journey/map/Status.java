package io.cairn.journey.map;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a journey stands. */
@Schema(name = "JourneyStatus")
public enum Status {
    /** Never published, or saved anew after it was archived. */
    DRAFT,
    /** Decisions use a version of it. */
    LIVE,
    /** Put away: its versions can be read, and no decision uses them. */
    ARCHIVED;

    static Status of(@Nullable Integer liveVersion, @Nullable Instant archivedAt) {
        if (archivedAt != null) {
            return ARCHIVED;
        }
        return liveVersion == null ? DRAFT : LIVE;
    }

    /** As JSON spells it. */
    @JsonValue
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
