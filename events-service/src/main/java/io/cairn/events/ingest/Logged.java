package io.cairn.events.ingest;

import io.cairn.events.log.Appended;
import io.cairn.events.log.ReceivedEvent;
import java.util.List;
import java.util.Set;

/**
 * What became of one request's events, logged with those of others.
 *
 * @param added those of them that are new in the log
 * @param uncounted messageIds of joins that do not count, others' included
 */
record Logged(List<ReceivedEvent> added, Set<String> uncounted) {
    static final Logged NOTHING = new Logged(List.of(), Set.of());

    /** @param events of the request, without those that an earlier one of the group had, too */
    static Logged of(List<ReceivedEvent> events, Appended appended) {
        List<ReceivedEvent> added = appended.duplicates().isEmpty()
                ? events
                : events.stream()
                        .filter(event -> !appended.duplicates().contains(event.messageId()))
                        .toList();
        return new Logged(added, appended.uncounted());
    }
}
