package io.cairn.kit.json;

import io.cairn.kit.problem.ProblemException;
import jakarta.ws.rs.NotSupportedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** How a body was packed, as {@code Content-Encoding} says. */
enum BodyEncoding {
    PLAIN,
    GZIP;

    /** So many bytes more are unpacked at a time at least. */
    private static final int LEAST = 4_096;

    /** Who is asked before more is unpacked than was expected. */
    @FunctionalInterface
    interface More {
        /** Throws what is to be answered if there is no room for so many bytes. */
        void take(int bytes) throws IOException;
    }

    /** @throws NotSupportedException 415 if it is one that we do not know */
    static BodyEncoding of(@Nullable String header) {
        return switch (header == null ? "" : header.trim().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> PLAIN;
            case "gzip", "x-gzip" -> GZIP;
            default -> throw new NotSupportedException("the only Content-Encoding that is read is gzip");
        };
    }

    /**
     * The first bytes of what was packed, unpacked no further: a small body may hold gigabytes.
     *
     * @param expected how many there will be, if that was said; else as many as are taken
     * @param more asked, with how many, before more than expected are unpacked
     * @throws ProblemException 400 if it is broken
     */
    byte[] first(int bytes, int expected, More more, InputStream packed) throws IOException {
        if (this == PLAIN) {
            return expected < bytes - 1 ? plain(bytes, expected, packed) : packed.readNBytes(bytes);
        }
        try {
            InputStream unpacked = new GZIPInputStream(packed);
            int room = Math.min(bytes, expected);
            byte[] read = unpacked.readNBytes(room);
            while (read.length == room && room < bytes) {
                int next = Math.min(bytes - room, Math.max(LEAST, room));
                more.take(next);
                byte[] all = Arrays.copyOf(read, room + next);
                int size = room + unpacked.readNBytes(all, room, next);
                read = size < all.length ? Arrays.copyOf(all, size) : all;
                room += next;
            }
            return read;
        } catch (ZipException | EOFException e) {
            throw ProblemException.malformed("", "the body is not gzip, as its Content-Encoding says, or is cut short");
        }
    }

    /** Into an array of the right size at once, if it is as long as was said. */
    private static byte[] plain(int bytes, int expected, InputStream body) throws IOException {
        byte[] read = new byte[expected];
        int size = body.readNBytes(read, 0, expected);
        if (size < expected) {
            return Arrays.copyOf(read, size);
        }
        int next = body.read();
        if (next < 0) {
            return read;
        }
        byte[] more = body.readNBytes(bytes - expected - 1);
        byte[] all = Arrays.copyOf(read, expected + 1 + more.length);
        all[expected] = (byte) next;
        System.arraycopy(more, 0, all, expected + 1, more.length);
        return all;
    }
}
