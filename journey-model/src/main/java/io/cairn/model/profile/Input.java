package io.cairn.model.profile;

import io.cairn.model.json.JsonValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Reads what {@link Output} wrote. Every method throws {@link UnreadableProfile} on anything else. */
final class Input {
    /** Of a decimal; far beyond what values may have, and small enough to compute with. */
    private static final int MAX_SCALE = 10_000;

    private final byte[] bytes;
    private final int end;
    private int next;
    private final List<String> strings = new ArrayList<>();

    Input(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.next = from;
        this.end = end;
    }

    int raw() {
        if (next >= end) {
            throw new UnreadableProfile("it ends too early");
        }
        return bytes[next++] & 0xFF;
    }

    private long bits() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int b = raw();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new UnreadableProfile("a number has too many bytes");
    }

    long unsigned() {
        long value = bits();
        if (value < 0) {
            throw new UnreadableProfile("a number is too large");
        }
        return value;
    }

    long signed() {
        long value = bits();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number not above a bound. */
    long unsigned(long most) {
        long value = unsigned();
        if (value > most) {
            throw new UnreadableProfile("a number is out of range: " + value);
        }
        return value;
    }

    /** A number of things that follow, each of a byte at least: so what is allocated for them is bounded, too. */
    int size() {
        return (int) unsigned(end - next);
    }

    String string() {
        int number = (int) unsigned(strings.size());
        if (number > 0) {
            return strings.get(number - 1);
        }
        String text = text();
        strings.add(text);
        return text;
    }

    /** One that was written without a number. */
    String text() {
        int length = size();
        String text = new String(bytes, next, length, StandardCharsets.UTF_8);
        next += length;
        return text;
    }

    /** A time, or bucket, that was written as the distance back from a later one. */
    long back(long from) {
        return from - unsigned(Math.max(0, from));
    }

    /** Skips a block, which is read later. */
    StatsDetails details(long last) {
        int length = size();
        next += length;
        return StatsDetails.encoded(bytes, next - length, next, last);
    }

    void requireEnd() {
        if (next != end) {
            throw new UnreadableProfile("bytes are left over");
        }
    }

    BigDecimal decimal() {
        long header = signed();
        long scale = header >> 1;
        if (Math.abs(scale) > MAX_SCALE) {
            throw new UnreadableProfile("a decimal's scale is out of range: " + scale);
        }
        if ((header & 1) == 0) {
            return BigDecimal.valueOf(signed(), (int) scale);
        }
        int length = size();
        if (length == 0) {
            throw new UnreadableProfile("a decimal has no digits");
        }
        BigInteger unscaled = new BigInteger(bytes, next, length);
        next += length;
        return new BigDecimal(unscaled, (int) scale);
    }

    Map<String, Object> map() {
        return map(1);
    }

    private Map<String, Object> map(int depth) {
        int size = size();
        String[] keys = new String[size];
        Object[] values = new Object[size];
        for (int i = 0; i < size; i++) {
            keys[i] = string();
            values[i] = value(depth + 1);
        }
        try {
            return JsonValues.frozenMap(keys, values);
        } catch (IllegalArgumentException e) {
            throw new UnreadableProfile("a map's keys do not ascend");
        }
    }

    Object value() {
        return value(1);
    }

    private Object value(int depth) {
        if (depth > JsonValues.MAX_DEPTH + 2) {
            throw new UnreadableProfile("values nest too deep");
        }
        int tag = raw();
        return switch (tag) {
            case Output.NULL -> JsonValues.NULL;
            case Output.FALSE -> false;
            case Output.TRUE -> true;
            case Output.LONG -> signed();
            case Output.DECIMAL -> decimal();
            case Output.STRING -> string();
            case Output.LIST -> list(depth);
            case Output.MAP -> map(depth);
            default -> throw new UnreadableProfile("there is no kind of value " + tag);
        };
    }

    private List<Object> list(int depth) {
        int size = size();
        List<Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(value(depth + 1));
        }
        return Collections.unmodifiableList(list);
    }
}
