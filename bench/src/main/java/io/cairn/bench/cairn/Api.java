package io.cairn.bench.cairn;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The services' public API, each call once: what becomes of a failed one is for the caller to say. Thread-safe. */
public final class Api {
    private static final String KEY = "local-dev-key";

    /** Longer than the services need to notice that a store is gone, so that most calls get an answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final Duration LONG_TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    /** Prices are exact decimals. */
    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Map<Server, Integer> ports;

    /** @param ports of the three services, on 127.0.0.1 */
    public Api(Map<Server, Integer> ports) {
        this.ports = Map.copyOf(ports);
    }

    /**
     * @param body a missing node if there is none
     * @param retryAfter the header as it came
     */
    public record Answer(int status, JsonNode body, Optional<String> retryAfter) {
        public boolean isSuccess() {
            return status / 100 == 2;
        }

        /** Whether trying again later is what the caller is asked to do. */
        public boolean isForLater() {
            return status == 429 || status == 503;
        }
    }

    public Answer get(Server service, String path) throws IOException, InterruptedException {
        return send(request(service, path).GET().build());
    }

    public Answer post(Server service, String path, JsonNode body) throws IOException, InterruptedException {
        return send(
                request(service, path).POST(BodyPublishers.ofString(text(body))).build());
    }

    /** Sends lines of JSON, and gives the lines answered; IOException if the status is not 200. */
    public String postLines(Server service, String path, String lines) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                request(service, path)
                        .setHeader("Content-Type", "application/x-ndjson")
                        .timeout(LONG_TIMEOUT)
                        .POST(BodyPublishers.ofString(lines))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("answered " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    public Answer put(Server service, String path, JsonNode body) throws IOException, InterruptedException {
        return send(
                request(service, path).PUT(BodyPublishers.ofString(text(body))).build());
    }

    /** What a GET answers in a form of its own. */
    public HttpResponse<String> getAs(String accept, Server service, String path)
            throws IOException, InterruptedException {
        return http.send(request(service, path).header("Accept", accept).GET().build(), BodyHandlers.ofString());
    }

    public boolean isReady(Server service) throws InterruptedException {
        try {
            return get(service, "/q/health/ready").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** An id as one segment of a path. */
    public static String segment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(Server service, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(service) + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json");
    }

    private int port(Server service) {
        Integer port = ports.get(service);
        if (port == null) {
            throw new IllegalArgumentException(service + " has no HTTP port");
        }
        return port;
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(),
                json.readTree(response.body()),
                response.headers().firstValue("Retry-After"));
    }

    private String text(JsonNode body) throws IOException {
        return json.writeValueAsString(body);
    }
}
