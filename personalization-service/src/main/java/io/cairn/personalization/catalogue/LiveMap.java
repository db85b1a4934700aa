package io.cairn.personalization.catalogue;

import io.cairn.model.map.JourneyMap;
import io.cairn.model.stage.StageResolver;
import java.time.Instant;

/** The published version of a journey map that is live now. */
public record LiveMap(String key, int version, Instant publishedAt, JourneyMap map, StageResolver resolver) {}
