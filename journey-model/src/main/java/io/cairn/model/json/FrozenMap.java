package io.cairn.model.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An immutable Map, sorted by key, in two arrays: small, quick to decode, and known to be frozen by its type. */
final class FrozenMap extends AbstractMap<String, Object> {
    static final FrozenMap EMPTY = new FrozenMap(new String[0], new Object[0], 0);

    /** Of so few keys, most are told apart by their lengths, before a search that compares texts is done. */
    private static final int MAX_SCANNED = 16;

    private final String[] keys;
    private final Object[] values;
    private final int height;

    private FrozenMap(String[] keys, Object[] values, int height) {
        this.keys = keys;
        this.values = values;
        this.height = height;
    }

    static FrozenMap of(String[] keys, Object[] values) {
        for (int i = 1; i < keys.length; i++) {
            if (keys[i - 1].compareTo(keys[i]) >= 0) {
                throw new IllegalArgumentException("keys do not ascend at " + keys[i]);
            }
        }
        return keys.length == 0 ? EMPTY : new FrozenMap(keys, values, Freezer.height(values));
    }

    /** How many containers stand in each other at most, this one included. */
    int height() {
        return height + 1;
    }

    String[] keys() {
        return keys;
    }

    Object[] frozenValues() {
        return values;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        int i = indexOf(key);
        return i < 0 ? null : values[i];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return indexOf(key) >= 0;
    }

    private int indexOf(@Nullable Object key) {
        if (!(key instanceof String text)) {
            return -1;
        } else if (keys.length > MAX_SCANNED) {
            return Arrays.binarySearch(keys, text);
        }
        for (int i = 0; i < keys.length; i++) {
            if (text.equals(keys[i])) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return keys.length;
            }

            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, Object>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < keys.length;
        }

        @Override
        public Map.Entry<String, Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return Map.entry(keys[next], values[next++]);
        }
    }
}
