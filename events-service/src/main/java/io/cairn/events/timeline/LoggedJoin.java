package io.cairn.events.timeline;

import java.time.Instant;

/**
 * A join as it stands now.
 *
 * @param admin whether it is an alias by a key of role admin
 * @param counts false if it joins nothing: of two known customers without an admin, or undone
 */
public record LoggedJoin(
        String messageId, String previousId, String userId, Instant at, boolean admin, boolean counts) {}
