package io.cairn.model.profile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The strings that a profile writes out, each once, numbered as they are first met. They are told apart by their bytes: those
 * of another profile that is copied need not be made for it.
 */
final class WrittenStrings {
    private byte[][] sources = new byte[128][];
    private int[] starts = new int[128];
    private int[] lengths = new int[128];
    private int[] hashes = new int[128];
    private int size;

    /** The place of a string, and one, by its hash or next to it; 0 for none. More than half of them are. */
    private int[] slots = new int[256];

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
        int slot = slot(hash);
        while (slots[slot] != 0) {
            int place = slots[slot] - 1;
            if (hashes[place] == hash && is(place, source, start, length)) {
                return place;
            }
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = size + 1;
        add(source, start, length, hash);
        return size - 1;
    }

    private boolean is(int place, byte[] source, int start, int length) {
        int from = starts[place];
        return Arrays.equals(sources[place], from, from + lengths[place], source, start, start + length);
    }

    private void add(byte[] source, int start, int length, int hash) {
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
        size++;
        if (2 * size > slots.length) {
            grow();
        }
    }

    private void grow() {
        slots = new int[2 * slots.length];
        for (int place = 0; place < size; place++) {
            int slot = slot(hashes[place]);
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = place + 1;
        }
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & slots.length - 1;
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
