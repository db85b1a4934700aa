package io.cairn.personalization.decision;

import java.time.Instant;

/**
 * What the core does not know by itself.
 *
 * @param now to the millisecond
 * @param decisionId never used before; the propositions' ids follow from it
 */
public record Moment(Instant now, String decisionId) {}
