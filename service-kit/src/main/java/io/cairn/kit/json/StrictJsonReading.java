package io.cairn.kit.json;

import io.cairn.kit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads every request body: unpacked if it is gzip, bounded by {@code cairn.http.max-body-bytes} (what is larger is
 * drained, so that the caller gets to read the 413), and JSON through {@link JsonBodies}.
 */
@Provider
public class StrictJsonReading implements ReaderInterceptor {
    /** How much of a body that is too large is read and thrown away before the connection is given up. */
    private static final long MAX_DRAIN_BYTES = 64L << 20;

    private final JsonBodies bodies;
    private final int maxBytes;

    StrictJsonReading(JsonBodies bodies, @ConfigProperty(name = "cairn.http.max-body-bytes") int maxBytes) {
        this.bodies = bodies;
        this.maxBytes = maxBytes;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType() == InputStream.class) {
            return context.proceed(); // the resource streams, and bounds what it reads itself
        }
        BodyEncoding encoding = BodyEncoding.of(context.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING));
        byte[] body = bounded(context.getInputStream(), encoding);
        if (isJson(context.getMediaType()) && context.getType() != byte[].class && context.getType() != String.class) {
            return bodies.read(body, context.getGenericType());
        }
        context.setInputStream(new ByteArrayInputStream(body));
        return context.proceed();
    }

    private byte[] bounded(InputStream input, BodyEncoding encoding) throws IOException {
        byte[] body = encoding.first(maxBytes + 1, input);
        if (body.length <= maxBytes) {
            return body;
        }
        byte[] discarded = new byte[8192];
        long drained = 0;
        for (int n = input.read(discarded); n >= 0 && drained < MAX_DRAIN_BYTES; n = input.read(discarded)) {
            drained += n;
        }
        throw ProblemException.tooLarge(maxBytes);
    }

    private static boolean isJson(MediaType type) {
        return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
    }
}
