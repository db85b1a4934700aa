package io.cairn.personalization.customer;

/**
 * The state of one id as Redis had it.
 *
 * @param version who wrote it last; empty if nobody did
 * @param lost whether it could not be read; it counts as none, and the next write replaces it
 */
public record StoredState(String customerId, String version, CustomerState state, boolean lost) {}
