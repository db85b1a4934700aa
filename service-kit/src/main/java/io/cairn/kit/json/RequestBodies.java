package io.cairn.kit.json;

import io.cairn.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads every request body that is not streamed: unpacked if it is gzip, and bounded by {@code cairn.http.max-body-bytes};
 * what is larger is drained, so that the caller gets to read the 413. Each reader of bodies gets them from here: a common
 * interceptor would have the framework look up the resource's annotations for each request.
 */
@ApplicationScoped
public class RequestBodies {
    /** How much of a body that is not taken is read and thrown away before the connection is given up. */
    private static final long MAX_DRAIN_BYTES = 64L << 20;

    /** What a gzip body is taken to unpack to, times its size: JSON events shrink to a tenth or so. */
    private static final int UNPACKED = 10;

    private final BodiesInFlight inFlight;
    private final int maxBytes;

    RequestBodies(BodiesInFlight inFlight, @ConfigProperty(name = "cairn.http.max-body-bytes") int maxBytes) {
        this.inFlight = inFlight;
        this.maxBytes = maxBytes;
    }

    /** The body, unpacked; as {@link #read(Function, InputStream)}. */
    byte[] read(ServerRequestContext request) throws IOException {
        HttpHeaders headers = request.getRequestHeaders();
        return read(name -> headers.getRequestHeader(name).stream().findFirst().orElse(null), request.getInputStream());
    }

    /**
     * The body, unpacked.
     *
     * @param headers the first value of a header, null if there is none
     * @throws ProblemException 400 if it is not packed as the headers say, 413 if it is too large, 429 if too much is under way
     * @throws NotSupportedException 415 if it is packed as nothing that is read here
     */
    public byte[] read(Function<String, @Nullable String> headers, InputStream body) throws IOException {
        BodyEncoding encoding = BodyEncoding.of(headers.apply(HttpHeaders.CONTENT_ENCODING));
        int expected = expected(headers.apply(HttpHeaders.CONTENT_LENGTH), encoding);
        hold(expected, body);
        byte[] read = encoding.first(maxBytes + 1, expected, more -> hold(more, body), body);
        if (read.length <= maxBytes) {
            return read;
        }
        drain(body);
        throw ProblemException.tooLarge(maxBytes);
    }

    private void hold(int bytes, InputStream body) throws IOException {
        if (!inFlight.hold(bytes)) {
            drain(body);
            throw ProblemException.tooBusy("more is under way than this service holds: try again soon");
        }
    }

    /** How many bytes a body will take, as far as its headers say; a body sent in chunks may take all that one may. */
    private int expected(@Nullable String length, BodyEncoding encoding) {
        if (length == null
                || length.isEmpty()
                || length.length() > 9
                || !length.chars().allMatch(Character::isDigit)) {
            return maxBytes;
        }
        long packed = Long.parseLong(length);
        return (int) Math.min(maxBytes, encoding == BodyEncoding.PLAIN ? packed : UNPACKED * packed);
    }

    /** Lets the caller finish sending, without which it would see a broken connection and no answer. */
    private static void drain(InputStream input) throws IOException {
        byte[] discarded = new byte[8192];
        long drained = 0;
        for (int n = input.read(discarded); n >= 0 && drained < MAX_DRAIN_BYTES; n = input.read(discarded)) {
            drained += n;
        }
    }
}
