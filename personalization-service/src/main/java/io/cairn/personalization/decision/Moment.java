package io.cairn.personalization.decision;

import java.time.Instant;
import java.util.UUID;

/**
 * What the core does not know by itself.
 *
 * @param now to the millisecond
 * @param decisionId never used before; the propositions' ids follow from it
 */
public record Moment(Instant now, String decisionId) {
    /** A UUID of version 7: such ids grow with time, so what the log's indexes get is written in one place. */
    static String newId(Instant now) {
        UUID random = UUID.randomUUID();
        long time = (now.toEpochMilli() << 16) | 0x7000 | (random.getMostSignificantBits() & 0xFFF);
        return new UUID(time, random.getLeastSignificantBits()).toString();
    }
}
