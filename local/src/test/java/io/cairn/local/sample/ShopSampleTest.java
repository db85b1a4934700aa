package io.cairn.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cairn.local.Endpoints;
import io.cairn.local.Progress;
import io.cairn.local.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sample sends, and what it makes of the answers; the services themselves are for the end-to-end test. */
class ShopSampleTest {
    private final ObjectMapper json = new ObjectMapper();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Set<String> messageIds = ConcurrentHashMap.newKeySet();
    private final Queue<Integer> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong done = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Progress progress = new Progress() {
        @Override
        public void step(String title, long total) {
            done.set(0);
        }

        @Override
        public void done(long units) {
            done.accumulateAndGet(units, Math::max);
        }
    };
    private final HttpServer server;
    private final Endpoints endpoints;
    private final ShopSample sample = new ShopSample(Clock.fixed(Folded.END, ZoneOffset.UTC));

    ShopSampleTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        endpoints = new Endpoints(address, address, address, "local-dev-key");
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        Integer fault = faults.poll();
        int status = fault == null ? 200 : fault;
        if (request.equals("GET /v1/journeys/shop/live")) {
            status = 404;
        } else if (request.equals("POST /v1/batch") && fault == null) {
            json.readTree(body)
                    .path("batch")
                    .forEach(event -> messageIds.add(event.path("messageId").textValue()));
        }
        requests.add(request);
        byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Retry-After", "0");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Test
    void everythingIsSentInAnOrderThatHoldsTogether() throws Exception {
        sample.load(endpoints, progress);

        List<String> sent = List.copyOf(requests);
        assertThat(sent)
                .startsWith("PUT /v1/journeys/shop", "GET /v1/journeys/shop/live", "POST /v1/journeys/shop/publish");
        assertThat(sent.indexOf("PUT /v1/offers/welcome"))
                .isPositive()
                .isLessThan(sent.indexOf("PUT /v1/placements/web-home"));
        assertThat(sent.indexOf("PUT /v1/placements/push")).isLessThan(sent.indexOf("PUT /v1/rules/birthday"));
        assertThat(sent).contains("PUT /v1/contact-policy");
        assertThat(messageIds).hasSizeGreaterThan(60_000);
        assertThat(done).hasValue(Simulator.CUSTOMERS);
    }

    @Test
    void busyAndUnavailableServicesAreAskedAgain() {
        faults.addAll(List.of(503, 429, 503, 422));

        assertThatThrownBy(() -> sample.load(endpoints, progress)).hasMessageContaining("/v1/journeys/shop gives 422");

        assertThat(requests).hasSize(4).containsOnly("PUT /v1/journeys/shop");
    }

    @Test
    void refusalSaysWhatWasRefused() {
        faults.add(422);

        assertThatThrownBy(() -> sample.load(endpoints, progress))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/v1/journeys/shop gives 422");
    }

    @Test
    void launcherFindsTheSampleAndItsThreeCommands() {
        Sample found = ServiceLoader.load(Sample.class).findFirst().orElseThrow();

        assertThat(found.examples(endpoints)).hasSize(3).allSatisfy(example -> assertThat(example.command())
                .startsWith("curl -s -u local-dev-key: "));
    }
}
