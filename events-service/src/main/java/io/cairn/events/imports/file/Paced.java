package io.cairn.events.imports.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A file that must come at a least rate: what waits for its bytes is one of few. The time in which nobody reads does not count. */
public final class Paced extends FilterInputStream {
    /** Of waiting, after which it is looked at how much has come meanwhile. */
    private static final Duration WINDOW = Duration.ofMinutes(3);

    private final long leastBytes;
    private final LongSupplier nanos;
    private long waited;
    private long come;

    /** @param leastPerMinute in bytes */
    public Paced(InputStream file, long leastPerMinute) {
        this(file, leastPerMinute, System::nanoTime);
    }

    Paced(InputStream file, long leastPerMinute, LongSupplier nanos) {
        super(file);
        this.leastBytes = leastPerMinute * WINDOW.toMinutes();
        this.nanos = nanos;
    }

    /** Less came than must. */
    public static final class TooSlow extends IOException {
        private TooSlow(long leastBytes) {
            super("less than " + leastBytes + " bytes came in " + WINDOW.toMinutes() + " minutes");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws TooSlow if less came of late than must */
    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        long begun = nanos.getAsLong();
        int n = in.read(bytes, from, length);
        waited += nanos.getAsLong() - begun;
        come += Math.max(0, n);
        if (n >= 0 && waited >= WINDOW.toNanos()) {
            if (come < leastBytes) {
                throw new TooSlow(leastBytes);
            }
            waited = 0;
            come = 0;
        }
        return n;
    }
}
