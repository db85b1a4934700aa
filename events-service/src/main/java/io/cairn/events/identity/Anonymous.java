package io.cairn.events.identity;

import java.time.Instant;

/** What decides whose an event without a user is. */
public record Anonymous(String anonymousId, Instant at) {}
