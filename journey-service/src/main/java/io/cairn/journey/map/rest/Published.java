package io.cairn.journey.map.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.journey.map.JourneyVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What publishing made.
 *
 * @param rolledBackTo the earlier version that is live again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Published(String key, int version, Instant publishedAt, @Nullable Integer rolledBackTo) {
    static Published of(JourneyVersion version, @Nullable Integer rolledBackTo) {
        return new Published(
                version.key(), version.version(), version.published().at(), rolledBackTo);
    }
}
