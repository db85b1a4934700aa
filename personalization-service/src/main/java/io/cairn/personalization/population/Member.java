package io.cairn.personalization.population;

import java.time.Instant;

/** A customer on a stage. */
public record Member(String customerId, Instant since) {}
