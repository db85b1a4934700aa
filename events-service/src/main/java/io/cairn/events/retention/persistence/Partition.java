package io.cairn.events.retention.persistence;

import java.time.Instant;
import java.util.Optional;

/**
 * The part of a partition that is no longer kept.
 *
 * @param since its first moment; empty if it is the first
 * @param until the first moment after it
 * @param over whether that is all of it
 */
public record Partition(String name, Optional<Instant> since, Instant until, boolean over) {}
