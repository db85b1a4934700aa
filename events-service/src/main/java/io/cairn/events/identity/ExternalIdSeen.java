package io.cairn.events.identity;

import java.time.Instant;

/**
 * An event that has an external id.
 *
 * @param id as it is asked for: {@code type:id}
 * @param ofUser whether {@code name} is a userId, else it is an anonymousId
 */
public record ExternalIdSeen(String id, boolean ofUser, String name, Instant at, String messageId) {}
