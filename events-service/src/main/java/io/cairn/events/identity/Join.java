package io.cairn.events.identity;

import java.time.Instant;

/**
 * Says that whoever used an anonymous id is a known customer, from then on and, where no earlier join says otherwise,
 * before.
 *
 * @param messageId of the event that said so
 */
public record Join(String messageId, String anonymousId, String userId, Instant at) {}
