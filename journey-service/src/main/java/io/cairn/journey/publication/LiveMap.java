package io.cairn.journey.publication;

import java.time.Instant;

/**
 * A map that decisions use.
 *
 * @param key the journey's
 * @param map as JSON
 */
public record LiveMap(String key, int version, Instant publishedAt, String map) {}
