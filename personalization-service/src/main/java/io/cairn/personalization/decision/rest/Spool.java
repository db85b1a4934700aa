package io.cairn.personalization.decision.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a body as fast as it is sent and gives it as slowly as it is read: one that sends everything before it reads
 * anything, as most clients do, must not wait for us while we wait for it. A little of it stays in memory, what is more
 * goes into a file; how large a body may be is the server's to bound.
 */
final class Spool extends InputStream {
    static final int IN_MEMORY = 256 * 1024;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private byte @Nullable [] headBytes;
    private @Nullable FileChannel file;
    private long length;
    private long position;
    private boolean isEnd;
    private boolean isClosed;
    private @Nullable Exception failed;

    private Spool() {}

    /** Begins to read. */
    static Spool of(InputStream body, Executor threads) {
        Spool spool = new Spool();
        threads.execute(() -> spool.take(body));
        return spool;
    }

    private void take(InputStream body) {
        try {
            byte[] chunk = new byte[1 << 14];
            for (int n = body.read(chunk); n >= 0 && append(chunk, n); n = body.read(chunk)) {
                // goes on
            }
            end(null);
        } catch (IOException | RuntimeException e) {
            end(e);
        } catch (Error e) { // whoever waits for more must not wait for ever
            end(new IllegalStateException("a batch could not be read", e));
            throw e;
        }
    }

    /** False if nobody reads any more. */
    private synchronized boolean append(byte[] chunk, int n) {
        if (isClosed) {
            return false;
        }
        if (position == length) { // all of it is read: from the begin
            head.reset();
            headBytes = null;
            length = 0;
            position = 0;
        }
        if (length + n <= IN_MEMORY) {
            head.write(chunk, 0, n);
        } else {
            write(ByteBuffer.wrap(chunk, 0, n));
        }
        length += n;
        notifyAll();
        return true;
    }

    /** At its end. UncheckedIOException: that is our disk, and no fault of the caller's. */
    private void write(ByteBuffer bytes) {
        try {
            if (file == null) {
                file = opened();
            }
            long at = length - head.size();
            while (bytes.hasRemaining()) {
                at += file.write(bytes, at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a batch cannot be put aside", e);
        }
    }

    private static FileChannel opened() throws IOException {
        Path path = Files.createTempFile("cairn-batch", ".ndjson");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private synchronized void end(@Nullable Exception why) {
        isEnd = true;
        failed = why;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Waits for what is still to come. IOException if the caller went away. */
    @Override
    public synchronized int read(byte[] to, int offset, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        awaitUnless(() -> false);
        if (position == length) {
            if (failed instanceof IOException e) {
                throw new IOException(e.getMessage(), e);
            } else if (failed instanceof RuntimeException e) {
                throw e;
            }
            return -1;
        }
        int n = (int) Math.min(most, (position < head.size() ? head.size() : length) - position);
        if (position < head.size()) {
            System.arraycopy(head(), (int) position, to, offset, n);
        } else {
            n = Objects.requireNonNull(file).read(ByteBuffer.wrap(to, offset, n), position - head.size());
        }
        position += n;
        return n;
    }

    /** How much is read without waiting. */
    @Override
    public synchronized int available() {
        return (int) Math.min(Integer.MAX_VALUE, length - position);
    }

    /** Whether all that came is read, and there may be more. */
    synchronized boolean isToCome() {
        return position == length && !isEnd;
    }

    /** Waits until more has come, no more will, or this is done. */
    @SuppressWarnings("FutureReturnValueIgnored") // waking does not fail
    void awaitUnless(CompletableFuture<?> done) {
        done.whenComplete((result, thrown) -> wake());
        awaitUnless(done::isDone);
    }

    private synchronized void wake() {
        notifyAll();
    }

    private synchronized void awaitUnless(BooleanSupplier over) {
        try {
            while (isToCome() && !over.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("stopped", e));
        }
    }

    private byte[] head() {
        if (headBytes == null || headBytes.length < head.size()) {
            headBytes = head.toByteArray();
        }
        return headBytes;
    }

    /** Whether so much came before it was read that it went into a file. */
    synchronized boolean isOnDisk() {
        return file != null;
    }

    @Override
    public synchronized void close() throws IOException {
        isClosed = true;
        if (file != null) {
            file.close();
        }
    }
}
