package io.cairn.personalization.customer;

import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.contact.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StateWriter} wrote. IllegalArgumentException for anything else. */
final class StateReader {
    /** Eight bytes, the most significant first. */
    private static final VarHandle FIXED = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int next;
    private final List<String> strings = new ArrayList<>();
    private long second;
    private EncodedState.@Nullable Contacts contacts;

    private StateReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param bytes changed by nobody */
    static EncodedState read(byte[] bytes) {
        try {
            StateReader reader = new StateReader(bytes);
            CustomerState state = reader.state();
            return new EncodedState(state, bytes, reader.contacts);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("a time is out of range", e);
        }
    }

    private CustomerState state() {
        if (raw() != StateWriter.FORM) {
            throw new IllegalArgumentException("an unknown form: " + bytes[0]);
        }
        boolean isIncomplete = (raw() & StateWriter.INCOMPLETE) != 0;
        int count = size();
        int begin = next;
        List<Contact> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(contact());
        }
        contacts = new EncodedState.Contacts(count, begin, next, List.copyOf(strings), second);
        SortedMap<String, Position> positions = new TreeMap<>();
        for (int left = size(); left > 0; left--) {
            positions.put(string(), new Position(string(), time(), (int) number()));
        }
        TreeSet<String> joined = new TreeSet<>(strings());
        List<String> takenBy = strings();
        if (next != bytes.length) {
            throw new IllegalArgumentException("bytes are left over");
        }
        return new CustomerState(all, positions, joined, takenBy, isIncomplete);
    }

    private Contact contact() {
        int flags = raw();
        String id = (flags & StateWriter.NUMBERED) == 0 ? string() : new UUID(fixed(), fixed()) + "." + number();
        return new Contact(
                id,
                string(),
                (flags & StateWriter.RULE) == 0 ? null : string(),
                strings(),
                string(),
                string(),
                (flags & StateWriter.OUTBOUND) != 0,
                time(),
                (flags & StateWriter.OUTCOMES) == 0 ? Map.of() : outcomes());
    }

    private Map<Outcome, Instant> outcomes() {
        Map<Outcome, Instant> outcomes = new EnumMap<>(Outcome.class);
        for (int left = size(); left > 0; left--) {
            outcomes.put(Outcome.of(string()), time());
        }
        return outcomes;
    }

    private List<String> strings() {
        int count = size();
        if (count == 0) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(string());
        }
        return texts;
    }

    private String string() {
        long number = number();
        if (number > 0 && number <= strings.size()) {
            return strings.get((int) number - 1);
        }
        if (number != 0) {
            throw new IllegalArgumentException("there is no string " + number);
        }
        int length = size();
        String text = new String(bytes, next, length, StandardCharsets.UTF_8);
        next += length;
        strings.add(text);
        return text;
    }

    private Instant time() {
        long zigzag = number();
        second = Math.addExact(second, (zigzag >>> 1) ^ -(zigzag & 1));
        long part = number();
        return Instant.ofEpochSecond(
                second, (part & 1) == 0 ? Math.multiplyExact(part >> 1, StateWriter.MILLI) : part >> 1);
    }

    /** A number of what follows, each of a byte at least. */
    private int size() {
        long size = number();
        if (size < 0 || size > bytes.length - next) {
            throw new IllegalArgumentException("more is said to follow than there are bytes: " + size);
        }
        return (int) size;
    }

    private long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int b = raw();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has too many bytes");
    }

    private long fixed() {
        if (bytes.length - next < Long.BYTES) {
            throw new IllegalArgumentException("it ends too early");
        }
        long value = (long) FIXED.get(bytes, next);
        next += Long.BYTES;
        return value;
    }

    private int raw() {
        if (next == bytes.length) {
            throw new IllegalArgumentException("it ends too early");
        }
        return bytes[next++] & 0xFF;
    }
}
