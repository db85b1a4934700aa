package io.cairn.events.log;

import io.cairn.model.event.LoggedEvent;
import java.util.List;
import java.util.Optional;

/**
 * A customer whose profile must be at a revision before the request is acknowledged.
 *
 * @param step the events that lead from the revision before to this one; empty if more happened than an addition, or if
 *     it is not known
 */
public record Touched(String customerId, long revision, Optional<List<LoggedEvent>> step) {}
