package io.cairn.bench.drill;

import io.cairn.bench.cairn.Api;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was sent, and what of it was acknowledged: the only thing that the services are measured by. Thread-safe. */
final class Ledger {
    private final Map<String, SentEvent> sent = new HashMap<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private long resent;
    private long refused;

    /** Notes that events are about to be sent; gives how many of them were acknowledged before. */
    synchronized int sending(Collection<SentEvent> events) {
        int known = 0;
        for (SentEvent event : events) {
            if (sent.putIfAbsent(event.messageId(), event) != null) {
                resent++;
            }
            known += acknowledged.contains(event.messageId()) ? 1 : 0;
        }
        return known;
    }

    /**
     * Notes a 2xx for events.
     *
     * @param knownBefore what {@link #sending} said
     */
    synchronized void acknowledge(Collection<SentEvent> events, Receipt receipt, int knownBefore) {
        if (!receipt.rejected().isEmpty()) {
            faults.add("a good event was rejected: " + receipt.rejected());
            return;
        }
        if (receipt.accepted() + receipt.duplicates() != events.size()) {
            faults.add("of " + events.size() + " events " + receipt.accepted() + " were accepted and "
                    + receipt.duplicates() + " duplicates");
        }
        if (receipt.accepted() > events.size() - knownBefore) {
            faults.add(receipt.accepted() + " of " + events.size() + " events were accepted as new, though "
                    + knownBefore + " had been acknowledged before");
        }
        events.forEach(event -> acknowledged.add(event.messageId()));
    }

    /** Notes a 429 or 503, which must say when to try again. */
    synchronized void refuse(Api.Answer answer) {
        refused++;
        if (answer.retryAfter().isEmpty()) {
            faults.add("a " + answer.status() + " came without Retry-After");
        }
    }

    /** An answer that no fault explains. */
    synchronized void fault(String what) {
        faults.add(what);
    }

    /** By messageId. */
    synchronized Map<String, SentEvent> sent() {
        return Map.copyOf(sent);
    }

    synchronized Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    synchronized boolean isAcknowledged(Collection<SentEvent> events) {
        return events.stream().allMatch(event -> acknowledged.contains(event.messageId()));
    }

    synchronized int acknowledgedCount() {
        return acknowledged.size();
    }

    /** How often an event was sent that had been sent before. */
    synchronized long resent() {
        return resent;
    }

    /** How many requests were asked to come again later. */
    synchronized long refused() {
        return refused;
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }
}
