package io.cairn.personalization.catalogue;

import java.time.Instant;

/**
 * Names one published map.
 *
 * @param publishedAt a journey-service that starts over gives the same number to another map
 */
public record MapId(String journey, int version, Instant publishedAt) {
    /** In words, for who must do without it. */
    @Override
    public String toString() {
        return "version %d of map %s, published at %s".formatted(version, journey, publishedAt);
    }
}
