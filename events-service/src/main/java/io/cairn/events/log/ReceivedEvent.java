package io.cairn.events.log;

import io.cairn.events.identity.Join;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An event as it is about to be logged.
 *
 * @param clamped whether it said that it came from the future, so that its time is that of its receipt
 * @param context of its sender; frozen JSON values
 * @param details what only its type has; frozen JSON values: {@value #PREVIOUS_ID} of an alias, {@value #GROUP_ID} and
 *     {@value #GROUP_TRAITS} of a group
 */
public record ReceivedEvent(
        LoggedEvent event,
        Instant receivedAt,
        boolean clamped,
        Map<String, Object> context,
        Map<String, Object> details) {
    public static final String PREVIOUS_ID = "previousId";
    public static final String GROUP_ID = "groupId";
    public static final String GROUP_TRAITS = "traits";

    public String messageId() {
        return event.messageId();
    }

    /** Whether whose it is depends on joins: it names no user. */
    public boolean isAnonymous() {
        return event.userId() == null;
    }

    /**
     * The join that this event is: an identify with both ids, or an alias. A track with both ids is the user's, but
     * joins nothing.
     */
    public Optional<Join> join() {
        String userId = event.userId();
        Object anonymousId = event.type() == EventType.ALIAS
                ? details.get(PREVIOUS_ID)
                : event.type() == EventType.IDENTIFY ? event.anonymousId() : null;
        return userId == null || anonymousId == null
                ? Optional.empty()
                : Optional.of(new Join(messageId(), anonymousId.toString(), userId, event.at()));
    }
}
