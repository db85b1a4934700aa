package io.cairn.personalization.outcome;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.contact.Outcome;
import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.Lifetime;
import io.cairn.personalization.customer.StateChange;
import io.cairn.personalization.customer.StoredState;
import io.cairn.personalization.customer.StoredStates;
import io.cairn.personalization.decisionlog.OutcomeRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What outcomes change in the states that hold their contacts. A contact is in the state of the id that it was decided
 * for, and in that of each customer whom the id was joined to; all of them learn of it at once, so any says the same.
 *
 * <p>Which outcomes a contact has met is a set, so neither their order nor repetition matters. A failed contact is
 * released, of the customer's caps and the offer's total; unless some other outcome says that it reached her: that
 * counts for good, whether it is told before or after. What the states have let go of is taken from the log.
 */
final class Effects {
    private final Map<String, Contact> contacts = new TreeMap<>();
    private final Map<String, Long> totals = new HashMap<>();
    private final Map<String, OutcomeRecord> records = new HashMap<>();
    private final Map<String, String> placements = new TreeMap<>();
    private final Map<String, String> released = new TreeMap<>();
    private final Set<String> restored = new TreeSet<>();
    private final StoredStates read;

    Effects(StoredStates read) {
        this.read = read;
        for (StoredState stored : read.states()) {
            stored.state()
                    .contacts()
                    .forEach(contact -> contacts.merge(contact.propositionId(), contact, Contact::with));
        }
    }

    /** @param at not before the contact was decided */
    void add(Handed handed, OutcomeReport report, Instant at, Instant receivedAt) {
        Contact before = contacts.get(handed.propositionId());
        if (before == null && handed.counted().isPresent()) {
            before = handed.counted().get(); // which no state holds any more, but its offer's total does
            restored.add(before.propositionId());
        }
        if (before != null) {
            Contact after = before.with(report.outcome(), at);
            contacts.put(handed.propositionId(), after);
            if (before.isReleased() != after.isReleased()) {
                placements.put(before.propositionId(), before.placement());
                totals.merge(before.offer(), after.isReleased() ? -1L : 1L, Long::sum);
                String requestId = handed.requestId() == null ? report.requestId() : handed.requestId();
                if (after.isReleased() && requestId != null) {
                    released.put(before.propositionId(), requestId);
                }
            }
        }
        OutcomeRecord record = new OutcomeRecord(
                handed.propositionId(), report.outcome(), at, value(report), before != null, receivedAt);
        records.put(UUID.randomUUID().toString(), record);
    }

    /** By proposition that is released, or counts again, where it was shown: it must not be repeated there uncounted. */
    Map<String, String> placements() {
        return placements;
    }

    /** Of what is released the request ids: an answer given again to one of them would not be counted. */
    Map<String, String> released() {
        return released;
    }

    /** By ids of their own, what is to be logged. */
    Map<String, OutcomeRecord> records() {
        return records;
    }

    StateChange change() {
        totals.values().removeIf(count -> count == 0);
        List<StateChange.New> states = new ArrayList<>();
        for (StoredState stored : read.states()) {
            CustomerState state = stored.state()
                    .withContacts(stored.state().contacts().stream()
                            .map(contact -> contacts.getOrDefault(contact.propositionId(), contact))
                            .toList());
            if (states.isEmpty()) {
                // into the state of the id that it was decided for, so that of two who say the same at once one does it
                state = state.plusContacts(restored.stream().map(contacts::get).toList());
            }
            states.add(new StateChange.New(stored, state, Lifetime.EXTENDED));
        }
        Map<String, byte[]> waiting = new HashMap<>();
        records.forEach((id, record) -> waiting.put(id, record.encode()));
        return new StateChange(read.completeEpoch(), states, totals, waiting);
    }

    private static @Nullable BigDecimal value(OutcomeReport report) {
        return report.outcome() == Outcome.CONVERTED ? report.value() : null;
    }
}
