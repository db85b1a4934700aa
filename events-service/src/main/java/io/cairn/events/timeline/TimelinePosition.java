package io.cairn.events.timeline;

import io.cairn.kit.paging.PageRequest;
import io.cairn.model.event.LoggedEvent;
import java.time.Instant;

/** Where a page of events ends: events of the same time go by messageId. */
public record TimelinePosition(Instant at, String messageId) {
    /** Before all events, newest first. */
    public static final TimelinePosition START = new TimelinePosition(LoggedEvent.LATEST.plusMillis(1), "");

    /** As in a cursor. */
    public String text() {
        return at.toEpochMilli() + ":" + messageId;
    }

    /** @throws io.cairn.kit.problem.ProblemException 400 if no page gave the text */
    public static TimelinePosition parse(String text) {
        int colon = text.indexOf(':');
        try {
            Instant at = Instant.ofEpochMilli(Long.parseLong(text.substring(0, Math.max(colon, 0))));
            if (!at.isBefore(LoggedEvent.EARLIEST) && !at.isAfter(LoggedEvent.LATEST)) {
                return new TimelinePosition(at, text.substring(colon + 1));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw PageRequest.badCursor();
    }
}
