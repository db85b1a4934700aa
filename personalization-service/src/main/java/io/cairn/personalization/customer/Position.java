package io.cairn.personalization.customer;

import java.time.Instant;

/**
 * What was recorded of a customer on a journey.
 *
 * @param since when the stage was first seen to hold
 * @param mapVersion of the map by which it was last seen to hold
 */
public record Position(String stage, Instant since, int mapVersion) {}
