package io.cairn.bench.drill;

import io.cairn.model.event.LoggedEvent;

/**
 * An event as it was sent, and as the log should hold it.
 *
 * @param customerId whose it is once everything is sent
 */
record SentEvent(String customerId, LoggedEvent event) {
    String messageId() {
        return event.messageId();
    }
}
