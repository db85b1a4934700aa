package io.cairn.events.ingest;

import java.util.List;

/**
 * What became of the events of a request: acknowledged, so durable.
 *
 * @param accepted how many are new in the log
 * @param duplicates how many were there already, by their messageId
 */
public record Receipt(boolean success, int accepted, int duplicates, List<Rejected> rejected) {
    public Receipt {
        rejected = List.copyOf(rejected);
    }
}
