package io.cairn.model.profile;

import io.cairn.model.json.JsonValues;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes what profiles are made of; {@link Input} reads it. Each value has one encoding. */
final class Output {
    static final int NULL = 0;
    static final int FALSE = 1;
    static final int TRUE = 2;
    static final int LONG = 3;
    static final int DECIMAL = 4;
    static final int STRING = 5;
    static final int LIST = 6;
    static final int MAP = 7;

    private byte[] bytes = new byte[1024];
    private int size;
    private final Map<String, Integer> strings = new HashMap<>(64);

    void raw(int b) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) b;
    }

    private void raw(byte[] more) {
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

    /** What another output wrote, with its length, so that it can be skipped. */
    void block(byte[] more, int from, int to) {
        unsigned(to - from);
        raw(more, from, to);
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

    /** The string when first met, then its number. */
    void string(String text) {
        Integer known = strings.putIfAbsent(text, strings.size() + 1);
        unsigned(known == null ? 0 : known);
        if (known == null) {
            text(text);
        }
    }

    /** A string that will hardly come again. */
    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        unsigned(utf8.length);
        raw(utf8);
    }

    void decimal(BigDecimal number) {
        boolean isLong = number.unscaledValue().bitLength() < Long.SIZE;
        signed(2L * number.scale() + (isLong ? 0 : 1));
        if (isLong) {
            signed(number.unscaledValue().longValue());
        } else {
            byte[] unscaled = number.unscaledValue().toByteArray();
            unsigned(unscaled.length);
            raw(unscaled);
        }
    }

    void map(Map<?, ?> map) {
        unsigned(map.size());
        map.forEach((key, value) -> {
            string((String) key);
            value(value);
        });
    }

    /** Any frozen JSON value. */
    void value(Object value) {
        if (value instanceof String text) {
            raw(STRING);
            string(text);
        } else if (value instanceof Long number) {
            raw(LONG);
            signed(number);
        } else if (value instanceof BigDecimal number) {
            raw(DECIMAL);
            decimal(number);
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
