package io.cairn.model.profile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The strings that a profile writes out, each once, numbered as they are first met. They are told apart by their bytes: those
 * of another profile that is copied need not be made for it.
 */
final class WrittenStrings {
    private static final int MAX_PROBES = 16;

    private byte[][] sources = new byte[128][];
    private int[] starts = new int[128];
    private int[] lengths = new int[128];
    private int[] hashes = new int[128];
    private int size;

    /** The place of a string, and one, by its hash or a little after it; 0 for none. At least half of them are. */
    private int[] slots = new int[256];

    /** The places of those that found no slot: with hashes like those of many others, which somebody may have meant so. */
    private final SortedMap<ByteBuffer, Integer> crowdedOut = new TreeMap<>();

    /** The place of a string, from 0 on: a new one if it was not met before. */
    int place(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return place(utf8, 0, utf8.length);
    }

    /** The same for UTF-8 bytes, which must not be changed any more. */
    int place(byte[] source, int start, int length) {
        int hash = length;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + source[i];
        }
        for (int i = 0; i < MAX_PROBES; i++) {
            int place = slots[slot(hash, i)] - 1;
            if (place < 0) {
                break;
            }
            if (hashes[place] == hash && is(place, source, start, length)) {
                return place;
            }
        }
        Integer place = crowdedOut.isEmpty() ? null : crowdedOut.get(ByteBuffer.wrap(source, start, length));
        return place == null ? add(source, start, length, hash) : place;
    }

    private boolean is(int place, byte[] source, int start, int length) {
        int from = starts[place];
        return Arrays.equals(sources[place], from, from + lengths[place], source, start, start + length);
    }

    private int add(byte[] source, int start, int length, int hash) {
        if (size == sources.length) {
            sources = Arrays.copyOf(sources, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
            lengths = Arrays.copyOf(lengths, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        sources[size] = source;
        starts[size] = start;
        lengths[size] = length;
        hashes[size] = hash;
        settle(size++);
        if (2 * size > slots.length) {
            int[] before = slots;
            slots = new int[2 * before.length];
            for (int taken : before) {
                if (taken > 0) {
                    settle(taken - 1);
                }
            }
        }
        return size - 1;
    }

    private void settle(int place) {
        for (int i = 0; i < MAX_PROBES; i++) {
            int slot = slot(hashes[place], i);
            if (slots[slot] == 0) {
                slots[slot] = place + 1;
                return;
            }
        }
        crowdedOut.put(ByteBuffer.wrap(sources[place], starts[place], lengths[place]), place);
    }

    private int slot(int hash, int probe) {
        return (hash ^ hash >>> 16) + probe & slots.length - 1;
    }

    /** What {@link Input} makes a {@link StringTable} of: how many, their lengths, their bytes. */
    void write(Output out) {
        out.unsigned(size);
        for (int place = 0; place < size; place++) {
            out.unsigned(lengths[place]);
        }
        for (int place = 0; place < size; place++) {
            out.raw(sources[place], starts[place], starts[place] + lengths[place]);
        }
    }
}
