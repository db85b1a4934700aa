package io.cairn.personalization.decisionlog;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.customer.Answer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is logged.
 *
 * @param placements the keys asked for, joined
 * @param reserved what it handed out
 * @param inputs JSON: the request, versions of what it was taken from, totals seen
 * @param state JSON: contacts and positions seen
 * @param positions JSON: positions after it
 * @param profile the profile's bytes, changed by nobody
 */
@SuppressWarnings("ArrayRecordComponent")
public record DecisionRecord(
        String decisionId,
        String customerId,
        Instant at,
        @Nullable String requestId,
        String placements,
        Answer answer,
        List<Contact> reserved,
        String inputs,
        String state,
        String positions,
        long profileRevision,
        byte[] profile) {
    public DecisionRecord {
        reserved = List.copyOf(reserved);
    }
}
