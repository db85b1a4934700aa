package io.cairn.personalization.catalogue;

import io.cairn.model.map.JourneyMap;
import io.cairn.model.stage.StageResolver;
import java.time.Instant;

/** The published version of a journey map that is live now, or was when a decision was taken. */
public record LiveMap(String key, int version, Instant publishedAt, JourneyMap map, StageResolver resolver) {
    public MapId id() {
        return new MapId(key, version, publishedAt);
    }
}
