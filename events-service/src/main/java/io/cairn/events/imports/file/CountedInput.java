package io.cairn.events.imports.file;

import java.io.IOException;
import java.io.InputStream;

/**
 * Counts what is read. Its {@link #available} waits and tells for certain whether there is more: {@code GZIPInputStream}
 * takes 0 for the end, and would leave out what of a file of several members had not yet arrived.
 */
final class CountedInput extends InputStream {
    private static final int NOT_READ = -2;

    private final InputStream input;
    private long count;
    private int next = NOT_READ;

    CountedInput(InputStream input) {
        this.input = input;
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int read = next == NOT_READ ? input.read() : next;
        next = NOT_READ;
        count += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (next != NOT_READ) {
            int read = read();
            if (read < 0) {
                return -1;
            }
            bytes[from] = (byte) read;
            return 1;
        }
        int read = input.read(bytes, from, length);
        count += Math.max(0, read);
        return read;
    }

    @Override
    public int available() throws IOException {
        if (next == NOT_READ) {
            next = input.read();
        }
        return next < 0 ? 0 : 1;
    }
}
