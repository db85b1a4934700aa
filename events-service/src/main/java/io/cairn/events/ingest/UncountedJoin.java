package io.cairn.events.ingest;

import io.cairn.events.identity.Join;

/** An identify or alias that is logged, but joins nothing. */
public record UncountedJoin(String messageId, String previousId, String userId, String detail) {
    private static final String WHY =
            "both are known customers, whom only an alias by a key of role admin joins; or it was undone";

    static UncountedJoin of(Join join) {
        return new UncountedJoin(join.messageId(), join.previousId(), join.userId(), WHY);
    }
}
