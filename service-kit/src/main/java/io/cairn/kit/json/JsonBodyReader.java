package io.cairn.kit.json;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Reads JSON bodies through {@link JsonBodies}, into whatever a resource takes. */
@Provider
public class JsonBodyReader implements ServerMessageBodyReader<Object> {
    private final RequestBodies bodies;
    private final JsonBodies json;

    JsonBodyReader(RequestBodies bodies, JsonBodies json) {
        this.bodies = bodies;
        this.json = json;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, ResteasyReactiveResourceInfo method, MediaType media) {
        return isRead(type);
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return isRead(type);
    }

    /**
     * Whatever the caller says that it is: what a resource does not take is refused before. None must get to the framework's
     * own reader, which bounds nothing. A resource that takes a stream bounds what it reads itself.
     */
    private static boolean isRead(Class<?> type) {
        return type != InputStream.class;
    }

    @Override
    public Object readFrom(Class<Object> type, Type generic, MediaType media, ServerRequestContext request)
            throws IOException {
        return json.read(bodies.read(request), generic);
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return json.read(bodies.read(headers::getFirst, body), generic);
    }
}
