package io.cairn.kit.json;

import io.cairn.kit.problem.ProblemException;
import jakarta.ws.rs.NotSupportedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** How a body was packed, as {@code Content-Encoding} says. */
enum BodyEncoding {
    PLAIN,
    GZIP;

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
     * @throws ProblemException 400 if it is broken
     */
    byte[] first(int bytes, InputStream packed) throws IOException {
        if (this == PLAIN) {
            return packed.readNBytes(bytes);
        }
        try {
            return new GZIPInputStream(packed).readNBytes(bytes);
        } catch (ZipException | EOFException e) {
            throw ProblemException.malformed("", "the body is not gzip, as its Content-Encoding says, or is cut short");
        }
    }
}
