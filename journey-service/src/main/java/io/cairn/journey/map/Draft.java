package io.cairn.journey.map;

/**
 * A map as it was drawn.
 *
 * @param name the map's
 * @param json the map as the client sent it, without server fields
 */
public record Draft(String name, String json) {}
