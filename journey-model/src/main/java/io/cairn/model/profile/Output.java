package io.cairn.model.profile;

import io.cairn.model.encoding.ByteWriter;
import io.cairn.model.json.JsonValues;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes what profiles are made of; {@link Input} reads it. Each value has one encoding.
 *
 * <p>A string is a number; which strings those are is written beside it. Of the maps of one shape, which is to say with the
 * same keys, each but the first has only the values that differ from those of the one before.
 */
final class Output extends ByteWriter {
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

    /** The keys of a map; comparable, so that many of one hash are found quickly, too. */
    private static final class Keys implements Comparable<Keys> {
        private final String[] keys;

        Keys(String[] keys) {
            this.keys = keys;
        }

        @Override
        public int compareTo(Keys other) {
            return Arrays.compare(keys, other.keys);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Keys other && Arrays.equals(keys, other.keys);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(keys);
        }
    }

    /** The number of some keys, and the values of the last map that has them. */
    private static final class Shape {
        final int number;
        Object[] latest;

        Shape(int number, Object[] latest) {
            this.number = number;
            this.latest = latest;
        }
    }

    /** Those of a whole profile, which its parts share, by number as in a {@link StringTable}; null where there are none. */
    private final @Nullable WrittenStrings ofProfile;

    /** Null for what is no part. */
    private final @Nullable PartStrings ofPart;

    /** Of a whole profile with parts. */
    private PartStrings.@Nullable Meetings meetings;

    /** Of the strings of other profiles the places here, and one; 0 where it is not known yet. */
    private final Map<StringTable, int[]> placesOfCopied = new HashMap<>();

    private final Map<Keys, Shape> shapes = new HashMap<>();
    private int shapesMet;

    private Output(@Nullable WrittenStrings ofProfile, @Nullable PartStrings ofPart) {
        super(512);
        this.ofProfile = ofProfile;
        this.ofPart = ofPart;
    }

    /** For a whole profile. */
    static Output ofProfile() {
        return new Output(new WrittenStrings(), null);
    }

    /** For what has no strings. */
    static Output plain() {
        return new Output(null, null);
    }

    /** For a part of this profile that can be copied from profile to profile: its strings are numbered as it meets them. */
    Output ofPart() {
        PartStrings.Meetings ofAll = meetings == null ? new PartStrings.Meetings() : meetings;
        meetings = ofAll;
        return new Output(ofProfile, new PartStrings(ofAll));
    }

    void string(String text) {
        unsigned(number(text));
    }

    private long number(String text) {
        Integer common = CommonStrings.number(text);
        long number = common != null
                ? StringTable.common(common)
                : StringTable.writtenOut(Objects.requireNonNull(ofProfile).place(text));
        return ofPart == null ? number : ofPart.place((int) number);
    }

    /** What {@link #part(Output)} wrote into another profile. */
    void part(StringTable table, int[] strings, byte[] source, int from, int to) {
        WrittenStrings written = Objects.requireNonNull(ofProfile);
        int[] places = placesOfCopied.computeIfAbsent(table, copied -> new int[copied.size()]);
        unsigned(strings.length);
        for (int number : strings) {
            if (StringTable.isCommon(number)) {
                unsigned(number);
                continue;
            }
            int there = StringTable.place(number);
            if (places[there] == 0) {
                places[there] = table.placeIn(written, number) + 1;
            }
            unsigned(StringTable.writtenOut(places[there] - 1));
        }
        unsigned(to - from);
        raw(source, from, to);
    }

    /** What a part wrote, so that it can be skipped. */
    void part(Output part) {
        PartStrings strings = Objects.requireNonNull(part.ofPart);
        unsigned(strings.size);
        for (int i = 0; i < strings.size; i++) {
            unsigned(strings.numbers[i]);
        }
        unsigned(part.size());
        raw(part);
    }

    /** A whole profile, after its strings. */
    void profile(Output body) {
        Objects.requireNonNull(body.ofProfile).write(this);
        raw(body);
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
        map(map, true);
    }

    /** @param outermost whether it stands in no other: only then containers are compared, or a few bytes could say too much */
    private void map(Map<?, ?> map, boolean outermost) {
        String[] keys = JsonValues.keys(map);
        Object[] values = JsonValues.values(map);
        Shape shape = shapes.get(new Keys(keys));
        if (shape == null) {
            unsigned(0);
            unsigned(keys.length);
            for (String key : keys) {
                string(key);
            }
            write(values, 0);
            shapes.put(new Keys(keys), new Shape(++shapesMet, values));
            return;
        }
        unsigned(shape.number);
        long same = 0;
        if (keys.length > 0 && keys.length <= MAX_COMPARED) {
            same = same(values, shape.latest, outermost);
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

    private static long same(Object[] values, Object[] others, boolean outermost) {
        long same = 0;
        for (int i = 0; i < values.length; i++) {
            boolean isCompared = outermost || !isContainer(values[i]);
            same |= isCompared && values[i].equals(others[i]) ? 1L << i : 0;
        }
        return same;
    }

    static boolean isContainer(Object value) {
        return value instanceof Map || value instanceof List;
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
            map(map, false);
        } else if (value == JsonValues.NULL) {
            raw(NULL);
        } else {
            throw new IllegalArgumentException("not a frozen JSON value: " + value.getClass());
        }
    }
}
