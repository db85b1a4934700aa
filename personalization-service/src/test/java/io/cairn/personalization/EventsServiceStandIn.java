package io.cairn.personalization;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers where events-service would: the other service is another module, and documents what it answers. */
public final class EventsServiceStandIn implements QuarkusTestResourceLifecycleManager {
    /** The key and the body of each request since the test began. */
    public static final List<String> RECEIVED = new CopyOnWriteArrayList<>();

    private static volatile int status = 503;
    private static volatile String body = "";

    private final HttpServer server;

    public EventsServiceStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /** From now on. */
    public static void answers(int withStatus, String withBody) {
        RECEIVED.clear();
        status = withStatus;
        body = withBody;
    }

    @Override
    public Map<String, String> start() {
        server.createContext("/v1/batch", EventsServiceStandIn::answer);
        server.start();
        return Map.of(
                "cairn.events-service.url",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) {
        try (exchange) {
            RECEIVED.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
