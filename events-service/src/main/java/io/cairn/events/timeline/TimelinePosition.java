package io.cairn.events.timeline;

import io.cairn.kit.paging.PageRequest;
import io.cairn.model.event.LoggedEvent;
import java.time.Instant;

/** Where a page of a timeline ends: events of the same time go by messageId. */
public record TimelinePosition(Instant at, String messageId) {
    /** Before all events. */
    public static final TimelinePosition START = new TimelinePosition(LoggedEvent.LATEST.plusMillis(1), "");

    static TimelinePosition of(TimelineItem item) {
        return new TimelinePosition(item.at(), item.messageId());
    }

    /** As in a cursor. */
    String text() {
        return at.toEpochMilli() + ":" + messageId;
    }

    /** @throws io.cairn.kit.problem.ProblemException 400 if no page gave the text */
    static TimelinePosition parse(String text) {
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
