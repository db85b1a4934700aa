package io.cairn.events.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What became of the events of a request: acknowledged, so durable.
 *
 * @param accepted how many are new in the log
 * @param duplicates how many were there already, by their messageId
 * @param joinsNotCounted those of the events that would join two ids, but do not; absent if there are none
 */
public record Receipt(
        boolean success,
        int accepted,
        int duplicates,
        List<Rejected> rejected,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UncountedJoin> joinsNotCounted) {
    public Receipt {
        rejected = List.copyOf(rejected);
        joinsNotCounted = List.copyOf(joinsNotCounted);
    }
}
