package io.cairn.journey.edition;

import io.cairn.model.map.JourneyMap;
import org.jspecify.annotations.Nullable;

/**
 * A journey's map as it was at one moment.
 *
 * @param key the journey's
 * @param version its number; null for the draft
 * @param tag names this text of the map among all of the journey, for an ETag
 */
public record Edition(String key, @Nullable Integer version, String tag, JourneyMap map) {
    /** {@code version 3}, or {@code draft}. */
    public String label() {
        return version == null ? "draft" : "version " + version;
    }
}
