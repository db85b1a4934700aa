package io.cairn.personalization.decisionlog;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.Recording.Sticky;
import io.cairn.personalization.customer.StateCodec;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is logged.
 *
 * @param placements the keys asked for, joined
 * @param sticky for which of them the answer stands, and for how long
 * @param reserved what it handed out
 * @param shown what it showed that no cap counts
 * @param heldOut where a holdout alone kept something from the customer
 * @param inputs JSON: the request, versions of what it was taken from, totals seen
 * @param state contacts and positions seen, as {@link StateCodec} writes them, changed by nobody
 * @param positions JSON: positions after it
 * @param profile while it waits, usually only named
 */
@SuppressWarnings("ArrayRecordComponent")
public record DecisionRecord(
        String decisionId,
        String customerId,
        Instant at,
        @Nullable String requestId,
        String placements,
        List<Sticky> sticky,
        Answer answer,
        List<Contact> reserved,
        List<Contact> shown,
        List<HeldOut> heldOut,
        String inputs,
        byte[] state,
        String positions,
        long profileRevision,
        LoggedProfile profile) {
    public DecisionRecord {
        sticky = List.copyOf(sticky);
        reserved = List.copyOf(reserved);
        shown = shown == null ? List.of() : List.copyOf(shown); // a record that waits may be an older replica's
        heldOut = heldOut == null ? List.of() : List.copyOf(heldOut);
    }

    /** With the bytes of its profile. */
    DecisionRecord with(byte[] profileBytes) {
        return new DecisionRecord(
                decisionId,
                customerId,
                at,
                requestId,
                placements,
                sticky,
                answer,
                reserved,
                shown,
                heldOut,
                inputs,
                state,
                positions,
                profileRevision,
                profile.with(profileBytes));
    }

    /** Before the ids of all decisions since then: they are UUIDs of version 7, which begin with the time in ms. */
    public static String idSince(Instant at) {
        String millis = "%012x".formatted(at.toEpochMilli());
        return millis.substring(0, 8) + "-" + millis.substring(8);
    }

    /** Where the customer was, as {@code journey/stage}; nothing if that cannot be read. */
    public List<String> stages() {
        try {
            return StateCodec.fromJson(positions).positions().entrySet().stream()
                    .map(at -> at.getKey() + "/" + at.getValue().stage())
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** All that went out, counted or not. */
    public List<Contact> propositions() {
        return Stream.concat(reserved.stream(), shown.stream()).toList();
    }
}
