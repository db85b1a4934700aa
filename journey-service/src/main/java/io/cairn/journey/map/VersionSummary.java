package io.cairn.journey.map;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version in a list: all but its map.
 *
 * @param publishedBy the name of the API key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionSummary(int version, @Nullable String note, Instant publishedAt, String publishedBy) {}
