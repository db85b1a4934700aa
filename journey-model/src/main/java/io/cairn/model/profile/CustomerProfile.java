package io.cairn.model.profile;

import io.cairn.model.event.LoggedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What is known of a customer: a pure fold over the set of her logged events. Immutable. Any order, batching or merging
 * of the same distinct events gives an equal profile, and equal bytes from {@link ProfileCodec}.
 */
public final class CustomerProfile {
    public static CustomerProfile empty(String customerId) {
        throw new UnsupportedOperationException("helper B");
    }

    /** This profile with more events folded in; none of them may be in it already. */
    public CustomerProfile with(Iterable<LoggedEvent> events) {
        throw new UnsupportedOperationException("helper B");
    }

    /** The fold of the union of both profiles' events, which must be disjoint, under this profile's customer id. */
    public CustomerProfile merge(CustomerProfile other) {
        throw new UnsupportedOperationException("helper B");
    }

    public String customerId() {
        throw new UnsupportedOperationException("helper B");
    }

    /** The latest {@value #MAX_ANONYMOUS_IDS} anonymous ids that her events named. */
    public SortedSet<String> anonymousIds() {
        throw new UnsupportedOperationException("helper B");
    }

    public static final int MAX_ANONYMOUS_IDS = 50;

    /** Decided per key by the latest event that carried it; a key last set to null is absent. */
    public Map<String, Object> traits() {
        throw new UnsupportedOperationException("helper B");
    }

    /** The time of the latest event; empty for a stranger. */
    public Optional<Instant> updatedAt() {
        throw new UnsupportedOperationException("helper B");
    }

    /** By event name, sorted. */
    public Map<String, EventStats> events() {
        throw new UnsupportedOperationException("helper B");
    }

    /** What was seen under a name; {@code "*"} stands for any track, page or screen. */
    public Optional<EventStats> stats(String name) {
        throw new UnsupportedOperationException("helper B");
    }
}
