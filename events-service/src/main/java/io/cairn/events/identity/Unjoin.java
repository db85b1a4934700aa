package io.cairn.events.identity;

import java.time.Instant;

/** Undoes the earlier joins of two ids. */
public record Unjoin(String messageId, String previousId, String userId, Instant at) {}
