package io.cairn.model.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes numbers and bytes into an array that grows. Mutable; for one thread. */
public class ByteWriter {
    /** Eight bytes, the most significant first. */
    private static final VarHandle FIXED = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    /** @param room bytes to begin with, at least 1 */
    protected ByteWriter(int room) {
        bytes = new byte[room];
    }

    /** The lowest eight bits. */
    public final void raw(int b) {
        room(1);
        bytes[size++] = (byte) b;
    }

    public final void raw(byte[] more) {
        raw(more, 0, more.length);
    }

    /** @param to of the last byte and one */
    public final void raw(byte[] more, int from, int to) {
        int length = to - from;
        room(length);
        System.arraycopy(more, from, bytes, size, length);
        size += length;
    }

    /** What another one has written. */
    public final void raw(ByteWriter other) {
        raw(other.bytes, 0, other.size);
    }

    /** In 7-bit groups, least significant first (LEB128). Below 0 it takes 10 bytes. */
    public final void unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            raw((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        raw((int) rest);
    }

    /** Zigzag: small for small numbers of either sign. */
    public final void signed(long value) {
        unsigned((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    /** In eight bytes, the most significant first. */
    public final void fixed(long value) {
        room(Long.BYTES);
        FIXED.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** How many bytes were written. */
    public final int size() {
        return size;
    }

    /** All that was written, and some room after it. */
    public final byte[] toBytes(int room) {
        return Arrays.copyOf(bytes, size + room);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
