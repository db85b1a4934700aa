package io.cairn.personalization.decision;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.customer.Position;
import io.cairn.personalization.decisionlog.HeldOut;
import java.util.List;
import java.util.SortedMap;

/**
 * A decision, and what there is to record of it.
 *
 * @param positions by journey, as they are now
 * @param reserved what was handed out
 * @param shown what was shown that no cap counts: the fallbacks of pages
 * @param heldOut where a holdout alone kept from her what she would have got
 */
public record Decided(
        Decision decision,
        SortedMap<String, Position> positions,
        List<Contact> reserved,
        List<Contact> shown,
        List<HeldOut> heldOut) {
    public Decided {
        reserved = List.copyOf(reserved);
        shown = List.copyOf(shown);
        heldOut = List.copyOf(heldOut);
    }
}
