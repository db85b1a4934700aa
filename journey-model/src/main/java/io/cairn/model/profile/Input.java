package io.cairn.model.profile;

import io.cairn.model.json.JsonValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Output} wrote. Every method throws {@link UnreadableProfile} on anything else. */
final class Input {
    /** Of a decimal; far beyond what values may have, and small enough to compute with. */
    private static final int MAX_SCALE = 10_000;

    /** The keys of some maps, and the values of the last of them. */
    private static final class Shape {
        final String[] keys;
        Object[] latest;

        Shape(String[] keys, Object[] latest) {
            this.keys = keys;
            this.latest = latest;
        }
    }

    private final byte[] bytes;
    private final int end;
    private int next;
    private final StringTable table;

    /** The numbers in the table of a part's strings; null for a whole profile. */
    private final int @Nullable [] partsStrings;

    private final List<Shape> shapes = new ArrayList<>();

    private Input(byte[] bytes, int from, int end, StringTable table, int @Nullable [] partsStrings) {
        this.bytes = bytes;
        this.next = from;
        this.end = end;
        this.table = table;
        this.partsStrings = partsStrings;
    }

    /** Of a profile, which begins with its table of strings. */
    static Input ofProfile(byte[] bytes, int from, int end) {
        Input head = new Input(bytes, from, end, StringTable.EMPTY, null);
        StringTable table = head.table();
        return new Input(bytes, head.next, end, table, null);
    }

    /** @param partsStrings numbers in the table */
    static Input ofPart(byte[] bytes, int from, int end, StringTable table, int[] partsStrings) {
        return new Input(bytes, from, end, table, partsStrings);
    }

    private StringTable table() {
        int[] starts = new int[size() + 1];
        int length = 0;
        for (int i = 1; i < starts.length; i++) {
            starts[i] = size();
            length += starts[i];
            if (length > end - next) {
                throw new UnreadableProfile("its strings are longer than it is");
            }
        }
        starts[0] = next;
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        next += length;
        return new StringTable(bytes, starts);
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
        long size = unsigned();
        if (size > end - next) {
            throw new UnreadableProfile("something has more parts than there are bytes: " + size);
        }
        return (int) size;
    }

    String string() {
        return string(unsigned());
    }

    private String string(long number) {
        if (partsStrings == null) {
            return table.get(table.checked(number));
        }
        if (number >= partsStrings.length) {
            throw new UnreadableProfile("there is no string " + number + " in the part");
        }
        return table.get(partsStrings[(int) number]);
    }

    /** One that was written as it is. */
    String text() {
        int length = size();
        String text = new String(bytes, next, length, StandardCharsets.UTF_8);
        next += length;
        return text;
    }

    String messageId() {
        return MessageIds.read(this);
    }

    /** A time, or bucket, that was written as the distance back from a later one. */
    long back(long from) {
        return from - unsigned(Math.max(0, from));
    }

    /** Skips a part, which is read later; its recent events were cut to a share. */
    StatsDetails details(long count, long last, int share) {
        int[] strings = new int[size()];
        for (int i = 0; i < strings.length; i++) {
            strings[i] = table.checked(unsigned());
        }
        int length = size();
        next += length;
        return StatsDetails.encoded(new Part(bytes, next - length, next, table, strings), count, last, share);
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
        return map(1, true);
    }

    private Map<String, Object> map(int depth, boolean outermost) {
        int number = (int) unsigned(shapes.size());
        return number == 0 ? firstOfShape(depth) : nextOf(shapes.get(number - 1), depth, outermost);
    }

    private Map<String, Object> firstOfShape(int depth) {
        String[] keys = new String[size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = string();
        }
        Object[] values = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            values[i] = value(depth + 1);
        }
        shapes.add(new Shape(keys, values));
        return frozen(keys, values);
    }

    private Map<String, Object> nextOf(Shape shape, int depth, boolean outermost) {
        String[] keys = shape.keys;
        boolean isCompared = keys.length > 0 && keys.length <= Output.MAX_COMPARED;
        long same = isCompared ? unsigned((1L << keys.length) - 1) : 0;
        Object[] latest = shape.latest;
        Object[] values = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            boolean isSame = i < Output.MAX_COMPARED && (same >>> i & 1) == 1;
            values[i] = isSame ? latest[i] : value(depth + 1);
            if (isSame && !outermost && Output.isContainer(latest[i])) {
                throw new UnreadableProfile("a container within another is the same as before");
            }
        }
        shape.latest = values;
        return frozen(keys, values);
    }

    private static Map<String, Object> frozen(String[] keys, Object[] values) {
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
        if (tag >= Output.FIRST_STRING) {
            return string(tag - Output.FIRST_STRING);
        }
        if (tag >= Output.FIRST_SMALL) {
            return (long) tag - Output.FIRST_SMALL;
        }
        return switch (tag) {
            case Output.NULL -> JsonValues.NULL;
            case Output.FALSE -> false;
            case Output.TRUE -> true;
            case Output.LONG -> signed();
            case Output.CENTS -> BigDecimal.valueOf(signed(), 2);
            case Output.DECIMAL -> decimal();
            case Output.LIST -> list(depth);
            case Output.MAP -> map(depth, false);
            case Output.STRING -> string();
            default -> throw new AssertionError(tag);
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
