package io.cairn.events.ingest;

import java.time.Instant;

/**
 * When a request was received, and by whose key.
 *
 * @param admin whether the key is of role admin: its aliases may join known customers
 * @param retainedSince the earliest time that an event may have
 */
record Receiving(Instant at, boolean admin, Instant retainedSince) {}
