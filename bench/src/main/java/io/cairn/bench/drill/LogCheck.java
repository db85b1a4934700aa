package io.cairn.bench.drill;

import io.cairn.model.event.LoggedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what was acknowledged with what the log holds. Pure. */
final class LogCheck {
    private LogCheck() {}

    /**
     * What is wrong with the log; each list holds messageIds.
     *
     * @param lost acknowledged, but not in the log of the customer whose it is
     * @param doubled more than once in the log
     * @param altered in the log, but not as sent
     * @param unknown in the log, but never sent
     */
    record Findings(List<String> lost, List<String> doubled, List<String> altered, List<String> unknown) {
        boolean none() {
            return lost.isEmpty() && doubled.isEmpty() && altered.isEmpty() && unknown.isEmpty();
        }
    }

    /** @param timelines by customer, as read back */
    static Findings compare(
            Map<String, SentEvent> sent, Set<String> acknowledged, Map<String, List<LoggedEvent>> timelines) {
        List<String> lost = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        List<String> altered = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Map<String, String> holders = new HashMap<>();
        timelines.forEach((customerId, events) -> {
            for (LoggedEvent event : events) {
                String id = event.messageId();
                SentEvent original = sent.get(id);
                if (original == null) {
                    unknown.add(id);
                } else if (!original.event().equals(event)) {
                    altered.add(id);
                }
                if (holders.put(id, customerId) != null) {
                    doubled.add(id);
                }
            }
        });
        for (String id : acknowledged) {
            SentEvent original = sent.get(id);
            if (original == null || !original.customerId().equals(holders.get(id))) {
                lost.add(id);
            }
        }
        return new Findings(lost, doubled, altered, unknown);
    }
}
