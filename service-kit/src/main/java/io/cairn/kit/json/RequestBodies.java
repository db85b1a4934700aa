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
        int announced = announced(headers.apply(HttpHeaders.CONTENT_LENGTH));
        BodiesInFlight.Held held = inFlight.held();
        try {
            byte[] read = encoding.first(maxBytes + 1, announced, more -> hold(held, more), body);
            if (read.length > maxBytes) {
                throw ProblemException.tooLarge(maxBytes);
            }
            return read;
        } catch (ProblemException refused) {
            held.giveBack(); // before the rest is drained, which may take its time
            drain(body);
            throw refused;
        }
    }

    private static void hold(BodiesInFlight.Held held, int bytes) {
        if (!held.more(bytes)) {
            throw ProblemException.tooBusy("more is under way than this service holds: try again soon");
        }
    }

    /** How many bytes will come, as far as the headers say, and no more than are read at most. */
    private int announced(@Nullable String length) {
        int most = maxBytes + 1;
        if (length == null
                || length.isEmpty()
                || length.length() > 9
                || !length.chars().allMatch(Character::isDigit)) {
            return most;
        }
        return Math.min(most, Integer.parseInt(length));
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
