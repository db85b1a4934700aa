package io.cairn.events.log;

import io.cairn.events.identity.ExternalIdSeen;
import io.cairn.events.identity.Join;
import io.cairn.events.identity.Unjoin;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An event as it is about to be logged.
 *
 * @param clamped whether it said that it came from the future, so that its time is that of its receipt
 * @param context of its sender; frozen JSON values
 * @param details what only its type has; frozen JSON values: {@value #PREVIOUS_ID} and {@value #ADMIN} of an alias or an
 *     unalias, {@value #GROUP_ID} of a group
 * @param externalIds that its context names, as they are asked for
 */
public record ReceivedEvent(
        LoggedEvent event,
        Instant receivedAt,
        boolean clamped,
        Map<String, Object> context,
        Map<String, Object> details,
        Set<String> externalIds) {
    public static final String PREVIOUS_ID = "previousId";
    public static final String ADMIN = "admin";
    public static final String GROUP_ID = "groupId";

    public String messageId() {
        return event.messageId();
    }

    public Optional<String> userId() {
        return Optional.ofNullable(event.userId());
    }

    /** Of an event without a userId. */
    public String anonymousId() {
        String id = event.anonymousId();
        if (id == null) {
            throw new IllegalStateException("event " + messageId() + " has no anonymousId");
        }
        return id;
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
        Object previousId = event.type() == EventType.ALIAS
                ? details.get(PREVIOUS_ID)
                : event.type() == EventType.IDENTIFY ? event.anonymousId() : null;
        return userId == null || previousId == null || previousId.equals(userId)
                ? Optional.empty()
                : Optional.of(new Join(messageId(), previousId.toString(), userId, event.at(), isByAdmin()));
    }

    /** What this event undoes, if it is an unalias. */
    public Optional<Unjoin> unjoin() {
        String userId = event.userId();
        Object previousId = details.get(PREVIOUS_ID);
        return event.type() != EventType.UNALIAS || userId == null || previousId == null
                ? Optional.empty()
                : Optional.of(new Unjoin(messageId(), previousId.toString(), userId, event.at()));
    }

    /** Whether it may make two known customers one, or two of one. */
    public boolean mayMergeOrPart() {
        return isByAdmin();
    }

    private boolean isByAdmin() {
        return Boolean.TRUE.equals(details.get(ADMIN));
    }

    /** The external ids, with whom they are found. */
    public Stream<ExternalIdSeen> externalIdsSeen() {
        boolean ofUser = event.userId() != null;
        String name = event.userId() != null ? event.userId() : anonymousId();
        return externalIds.stream().map(id -> new ExternalIdSeen(id, ofUser, name, event.at(), messageId()));
    }
}
