package io.cairn.events.ingest;

import io.cairn.events.log.Appended;
import io.cairn.events.log.ReceivedEvent;
import java.util.List;
import java.util.Set;

/**
 * What became of one request's events, logged with those of others.
 *
 * @param accepted how many of them are new in the log
 * @param uncounted messageIds of joins that do not count, others' included
 */
record Logged(int accepted, Set<String> uncounted) {
    static final Logged NOTHING = new Logged(0, Set.of());

    /** @param events of the request, without those that an earlier one of the group had, too */
    static Logged of(List<ReceivedEvent> events, Appended appended) {
        long accepted = appended.duplicates().isEmpty()
                ? events.size()
                : events.stream()
                        .filter(event -> !appended.duplicates().contains(event.messageId()))
                        .count();
        return new Logged((int) accepted, appended.uncounted());
    }
}
