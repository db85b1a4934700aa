package io.cairn.local;

import java.net.URI;

/**
 * Where the three services answer, without a slash at the end.
 *
 * @param key the API key that may do everything
 */
public record Endpoints(URI journey, URI events, URI personalization, String key) {

    /** The documented key of the profile {@code local}. */
    static final String LOCAL_KEY = "local-dev-key";

    static Endpoints of(Options options) {
        return new Endpoints(
                address(options, ServiceName.JOURNEY),
                address(options, ServiceName.EVENTS),
                address(options, ServiceName.PERSONALIZATION),
                LOCAL_KEY);
    }

    private static URI address(Options options, ServiceName service) {
        return URI.create("http://127.0.0.1:" + options.port(service));
    }
}
