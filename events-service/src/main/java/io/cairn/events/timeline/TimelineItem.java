package io.cairn.events.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of a customer.
 *
 * @param event its name; track, page and screen only
 * @param at when it happened, corrected for the sender's clock
 * @param clamped true if it said that it came from the future
 * @param traits of the customer for an identify, of the group for a group
 * @param groupId group only
 * @param previousId alias and unalias only
 * @param join what an identify or alias joins; absent if it joins nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineItem(
        String messageId,
        String type,
        @Nullable String event,
        Instant at,
        Instant receivedAt,
        @Nullable Boolean clamped,
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable Object groupId,
        @Nullable Object previousId,
        Map<String, Object> properties,
        @Nullable Map<String, Object> traits,
        Map<String, Object> context,
        @Nullable JoinView join) {
    /**
     * That an id is a user's.
     *
     * @param counts false if it was undone, or joins known customers without an admin's saying so
     */
    public record JoinView(String previousId, String userId, boolean counts) {}
}
