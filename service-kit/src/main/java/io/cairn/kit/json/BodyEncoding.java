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

    /** So much room is taken for the first bytes; each further step takes as much again as there is. */
    private static final int FIRST = 16_384;

    /** Who is asked before room is taken for more bytes. */
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
     * The first bytes of what was packed, unpacked no further: a small body may hold gigabytes. Room is taken as they come, and
     * none for what was only announced.
     *
     * @param announced how many will come, packed as they are; as many as are taken if that was not said
     * @throws ProblemException 400 if it is broken
     */
    byte[] first(int bytes, int announced, More more, InputStream packed) throws IOException {
        if (this == PLAIN) {
            return inSteps(bytes, announced, more, packed);
        }
        try {
            return inSteps(bytes, bytes, more, new GZIPInputStream(packed));
        } catch (ZipException | EOFException e) {
            throw ProblemException.malformed("", "the body is not gzip, as its Content-Encoding says, or is cut short");
        }
    }

    /** @param expected where steps end, so that the last one makes an array of the right size */
    private static byte[] inSteps(int bytes, int expected, More more, InputStream input) throws IOException {
        byte[] read = {};
        int size = 0;
        for (int next = input.read(); next >= 0; next = size == bytes ? -1 : input.read()) {
            int doubled = Math.max(FIRST, 2 * size);
            int room = Math.min(bytes, size < expected ? Math.min(doubled, expected) : doubled);
            more.take(room - size);
            read = Arrays.copyOf(read, room);
            read[size] = (byte) next;
            size += 1 + input.readNBytes(read, size + 1, room - size - 1);
            if (size < room) {
                break;
            }
        }
        return size == read.length ? read : Arrays.copyOf(read, size);
    }
}
