package io.cairn.journey.map.rest;

import io.cairn.journey.map.JourneyVersion;
import java.time.Instant;

/** What publishing made. */
record Published(String key, int version, Instant publishedAt) {
    static Published of(JourneyVersion version) {
        return new Published(
                version.key(), version.version(), version.published().at());
    }
}
