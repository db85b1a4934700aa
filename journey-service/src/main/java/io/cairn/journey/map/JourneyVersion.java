package io.cairn.journey.map;

import org.jspecify.annotations.Nullable;

/**
 * A published map, for ever as it was.
 *
 * @param version from 1, without gaps
 * @param map as JSON
 * @param note what its publisher said of it
 */
public record JourneyVersion(String key, int version, String map, @Nullable String note, Act published) {}
