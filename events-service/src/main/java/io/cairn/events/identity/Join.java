package io.cairn.events.identity;

import java.time.Instant;

/**
 * Says that whoever used an id is a known customer, from then on and, where no earlier join says otherwise, before.
 *
 * @param messageId of the event that said so
 * @param previousId an anonymous id; or a known customer's, where only an admin's join counts
 * @param admin whether it is an alias that was logged by a key of role admin
 */
public record Join(String messageId, String previousId, String userId, Instant at, boolean admin) {}
