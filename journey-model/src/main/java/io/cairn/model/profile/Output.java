package io.cairn.model.profile;

import io.cairn.model.json.JsonValues;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what profiles are made of; {@link Input} reads it. Each value has one encoding.
 *
 * <p>A string is a number; which strings those are is written beside it. Of the maps of one shape, which is to say with the
 * same keys, each but the first has only the values that differ from those of the one before.
 */
final class Output {
    static final int NULL = 0;
    static final int FALSE = 1;
    static final int TRUE = 2;
    static final int LONG = 3;
    /** A decimal with two places. */
    static final int CENTS = 4;

    static final int DECIMAL = 5;
    static final int LIST = 6;
    static final int MAP = 7;
    static final int STRING = 8;
    /** The small integers from 0 on. */
    static final int FIRST_SMALL = 9;
    /** The strings by number, as far as a byte reaches. */
    static final int FIRST_STRING = 32;

    static final int SMALLS = FIRST_STRING - FIRST_SMALL;
    static final int BYTE_STRINGS = 256 - FIRST_STRING;

    /** Of larger maps all values are written. */
    static final int MAX_COMPARED = Long.SIZE - 1;

    /** The keys of some maps, and the values of the last of them. */
    private static final class Shape {
        final int number;
        Object[] latest;

        Shape(int number, Object[] latest) {
            this.number = number;
            this.latest = latest;
        }
    }

    private byte[] bytes = new byte[512];
    private int size;
    private final boolean knowsCommonStrings;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> strings = new ArrayList<>();
    private final Map<List<String>, Shape> shapes = new HashMap<>();
    private int shapesMet;

    private Output(boolean knowsCommonStrings) {
        this.knowsCommonStrings = knowsCommonStrings;
    }

    /** For a whole profile: its strings are numbered as in a {@link StringTable}. */
    static Output ofProfile() {
        return new Output(true);
    }

    /** For a part that can be copied from profile to profile: its strings are numbered as it meets them. */
    static Output ofPart() {
        return new Output(false);
    }

    void raw(int b) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) b;
    }

    void raw(byte[] more) {
        raw(more, 0, more.length);
    }

    private void raw(byte[] more, int from, int to) {
        int length = to - from;
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * size, size + length));
        }
        System.arraycopy(more, from, bytes, size, length);
        size += length;
    }

    /** In 7-bit groups, least significant first (LEB128). Below 0 it takes 10 bytes. */
    void unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            raw((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        raw((int) rest);
    }

    /** Zigzag: small for small numbers of either sign. */
    void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    void string(String text) {
        unsigned(number(text));
    }

    private long number(String text) {
        Integer common = knowsCommonStrings ? CommonStrings.number(text) : null;
        if (common != null) {
            return StringTable.common(common);
        }
        int place = numbers.computeIfAbsent(text, added -> {
            strings.add(added);
            return strings.size() - 1;
        });
        return knowsCommonStrings ? StringTable.writtenOut(place) : place;
    }

    /** The strings that it has numbered, each for the first time. */
    List<String> strings() {
        return strings;
    }

    /** What {@link StringTable} needs: the lengths, then the bytes. */
    void table(List<String> texts) {
        List<byte[]> encoded = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        unsigned(encoded.size());
        encoded.forEach(utf8 -> unsigned(utf8.length));
        encoded.forEach(this::raw);
    }

    /** What a part wrote, so that it can be skipped. */
    void part(List<String> partsStrings, byte[] source, int from, int to) {
        unsigned(partsStrings.size());
        partsStrings.forEach(this::string);
        unsigned(to - from);
        raw(source, from, to);
    }

    /** A messageId: mostly a UUID, or numbered. */
    void messageId(String id) {
        MessageIds.write(this, id);
    }

    void decimal(BigDecimal number) {
        boolean isLong = isLong(number);
        signed(2L * number.scale() + (isLong ? 0 : 1));
        if (isLong) {
            signed(number.unscaledValue().longValue());
        } else {
            byte[] unscaled = number.unscaledValue().toByteArray();
            unsigned(unscaled.length);
            raw(unscaled);
        }
    }

    private static boolean isLong(BigDecimal number) {
        return number.precision() < 19 || number.unscaledValue().bitLength() < Long.SIZE;
    }

    /** A frozen Map. */
    void map(Map<?, ?> map) {
        String[] keys = JsonValues.keys(map);
        Object[] values = JsonValues.values(map);
        Shape shape = shapes.get(Arrays.asList(keys));
        if (shape == null) {
            unsigned(0);
            unsigned(keys.length);
            for (String key : keys) {
                string(key);
            }
            write(values, 0);
            shapes.put(Arrays.asList(keys), new Shape(++shapesMet, values));
            return;
        }
        unsigned(shape.number);
        long same = 0;
        if (keys.length > 0 && keys.length <= MAX_COMPARED) {
            same = same(values, shape.latest);
            unsigned(same);
        }
        write(values, same);
        shape.latest = values;
    }

    private void write(Object[] values, long same) {
        for (int i = 0; i < values.length; i++) {
            if (i >= MAX_COMPARED || (same >>> i & 1) == 0) {
                value(values[i]);
            }
        }
    }

    private static long same(Object[] values, Object[] others) {
        long same = 0;
        for (int i = 0; i < values.length; i++) {
            same |= values[i].equals(others[i]) ? 1L << i : 0;
        }
        return same;
    }

    /** Any frozen JSON value. */
    void value(Object value) {
        if (value instanceof String text) {
            long number = number(text);
            if (number < BYTE_STRINGS) {
                raw(FIRST_STRING + (int) number);
            } else {
                raw(STRING);
                unsigned(number);
            }
        } else if (value instanceof Long number) {
            if (number >= 0 && number < SMALLS) {
                raw(FIRST_SMALL + number.intValue());
            } else {
                raw(LONG);
                signed(number);
            }
        } else if (value instanceof BigDecimal number) {
            if (number.scale() == 2 && isLong(number)) {
                raw(CENTS);
                signed(number.unscaledValue().longValue());
            } else {
                raw(DECIMAL);
                decimal(number);
            }
        } else if (value instanceof Boolean truth) {
            raw(truth ? TRUE : FALSE);
        } else if (value instanceof List<?> list) {
            raw(LIST);
            unsigned(list.size());
            list.forEach(this::value);
        } else if (value instanceof Map<?, ?> map) {
            raw(MAP);
            map(map);
        } else if (value == JsonValues.NULL) {
            raw(NULL);
        } else {
            throw new IllegalArgumentException("not a frozen JSON value: " + value.getClass());
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
