package io.cairn.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;

/** A Redis that somebody else runs: {@code redis[s]://[[user]:password@]host[:port][/database]}. */
record RedisAddress(URI uri) {

    private static final int DEFAULT_PORT = 6379;
    private static final int PATIENCE_MILLIS = 5_000;

    static RedisAddress parse(String url) throws Failure {
        try {
            URI uri = new URI(url);
            boolean isRedis = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
            if (isRedis && uri.getHost() != null) {
                return new RedisAddress(uri);
            }
        } catch (URISyntaxException e) {
            // answered below
        }
        // without the value, which may hold a password
        throw Failure.usage("CAIRN_REDIS_URL must look like redis://:password@host:port");
    }

    /** Throws unless something listens there. */
    void check() throws Failure {
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), port), PATIENCE_MILLIS);
        } catch (IOException e) {
            throw Failure.of("CAIRN_REDIS_URL: nothing answers at " + uri.getHost() + ":" + port);
        }
    }
}
