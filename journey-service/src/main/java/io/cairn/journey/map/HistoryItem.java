package io.cairn.journey.map;

/**
 * An entry in its place.
 *
 * @param id grows in the order in which things were done with the journey
 */
public record HistoryItem(long id, HistoryEntry entry) {}
