package io.cairn.personalization.customer;

import io.cairn.model.encoding.ByteWriter;
import io.cairn.personalization.caps.Contact;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a customer's state; {@link StateReader} reads it. A customer sees the same few offers again and again, so each
 * string is written once, and then is its number; a time is how much later it is than the one before.
 */
final class StateWriter extends ByteWriter {
    /** No JSON begins so, which earlier states are. */
    static final int FORM = 1;

    static final int INCOMPLETE = 1;

    /** Flags of a contact; its id is a decision's, a UUID, with a number. */
    static final int NUMBERED = 1;

    static final int RULE = 2;
    static final int OUTBOUND = 4;
    static final int OUTCOMES = 8;

    static final int UUID_LENGTH = 36;

    /** More digits are not taken for a number. */
    static final int MOST_DIGITS = 9;

    static final int MILLI = 1_000_000;

    /** So many strings are looked through one by one: contacts that were read together share theirs. */
    private static final int FEW = 32;

    private final List<String> strings = new ArrayList<>();

    /** The numbers of those after the first few. */
    private final Map<String, Integer> further = new HashMap<>();

    private long second;

    private StateWriter(int room) {
        super(room);
    }

    /** @param before one that was stored, from which contacts that both begin with are copied */
    static byte[] write(CustomerState state, EncodedState before) {
        StateWriter writer = new StateWriter(256 + state.contacts().size() * 48);
        writer.state(state, before);
        return writer.toBytes(0);
    }

    private void state(CustomerState state, EncodedState before) {
        raw(FORM);
        raw(state.isIncomplete() ? INCOMPLETE : 0);
        unsigned(state.contacts().size());
        EncodedState.Contacts there = before.contactsOf(state);
        if (there != null) {
            raw(before.bytes(), there.begin(), there.end());
            there.strings().forEach(this::add);
            second = there.second();
        }
        for (int i = there == null ? 0 : there.count(); i < state.contacts().size(); i++) {
            contact(state.contacts().get(i));
        }
        unsigned(state.positions().size());
        state.positions().forEach((journey, position) -> {
            string(journey);
            string(position.stage());
            time(position.since());
            unsigned(position.mapVersion());
        });
        strings(state.joined());
        strings(state.takenBy());
    }

    private void contact(Contact contact) {
        String id = contact.propositionId();
        boolean isNumbered = isNumbered(id);
        raw((isNumbered ? NUMBERED : 0)
                | (contact.rule() == null ? 0 : RULE)
                | (contact.outbound() ? OUTBOUND : 0)
                | (contact.outcomes().isEmpty() ? 0 : OUTCOMES));
        if (isNumbered) {
            fixed(bits(id, 0, UUID_LENGTH / 2));
            fixed(bits(id, UUID_LENGTH / 2, UUID_LENGTH));
            unsigned(Integer.parseInt(id, UUID_LENGTH + 1, id.length(), 10));
        } else {
            string(id);
        }
        string(contact.offer());
        if (contact.rule() != null) {
            string(contact.rule());
        }
        strings(contact.tags());
        string(contact.placement());
        string(contact.channel());
        time(contact.at());
        if (!contact.outcomes().isEmpty()) {
            unsigned(contact.outcomes().size());
            contact.outcomes().forEach((outcome, at) -> {
                string(outcome.toString());
                time(at);
            });
        }
    }

    /** Whether it is a UUID in small letters, a dot, and a number as {@code Integer.toString} writes it. */
    private static boolean isNumbered(String id) {
        int digits = id.length() - UUID_LENGTH - 1;
        if (digits < 1 || digits > MOST_DIGITS || id.charAt(UUID_LENGTH) != '.') {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = id.charAt(i);
            boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
            if (isDash ? c != '-' : !isDigit(c) && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        for (int i = UUID_LENGTH + 1; i < id.length(); i++) {
            if (!isDigit(id.charAt(i))) {
                return false;
            }
        }
        return id.charAt(UUID_LENGTH + 1) != '0' || digits == 1;
    }

    /** Half of a UUID: hexadecimal digits in small letters, and dashes. */
    private static long bits(String id, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            char c = id.charAt(i);
            if (c != '-') {
                bits = bits << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
            }
        }
        return bits;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void strings(Collection<String> texts) {
        unsigned(texts.size());
        texts.forEach(this::string);
    }

    /** The number of a string from 1 on; 0, and the string, where it is new. */
    private void string(String text) {
        int place = place(text);
        if (place > 0) {
            unsigned(place);
            return;
        }
        add(text);
        unsigned(0);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        unsigned(utf8.length);
        raw(utf8);
    }

    /** The number of a string; 0 where it is new. */
    private int place(String text) {
        int looked = Math.min(strings.size(), FEW);
        for (int i = 0; i < looked; i++) {
            if (strings.get(i).equals(text)) {
                return i + 1;
            }
        }
        return further.getOrDefault(text, 0);
    }

    private void add(String text) {
        strings.add(text);
        if (strings.size() > FEW) {
            further.put(text, strings.size());
        }
    }

    /** The seconds since the time before; then twice the milliseconds, or the nanoseconds, doubled and one more. */
    private void time(Instant time) {
        long seconds = time.getEpochSecond() - second;
        second = time.getEpochSecond();
        signed(seconds);
        int nanos = time.getNano();
        unsigned(nanos % MILLI == 0 ? 2L * (nanos / MILLI) : 2L * nanos + 1);
    }
}
