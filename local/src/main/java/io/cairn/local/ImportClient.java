package io.cairn.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Asks events-service about imports, with a key. */
final class ImportClient {
    /** The status of an answer that says: not now, others are at it. */
    static final int NO_PLACE = 429;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final String key;

    ImportClient(String key) {
        this.key = key;
    }

    /** What is answered. @throws Failure if nobody answers */
    HttpResponse<String> post(URI address, Map<String, String> headers, byte[] body)
            throws Failure, InterruptedException {
        HttpRequest.Builder request = request(address).timeout(TIMEOUT).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw Failure.of(String.valueOf(address).replaceFirst("\\?.*", "") + " does not answer (" + e
                    + "). Is Cairn running? ./run starts it here; --url says where another is");
        }
    }

    /** Sends a file for as long as that takes; to be cancelled, as it would be sent to its end before it is known what is wrong. */
    CompletableFuture<HttpResponse<String>> put(URI address, String contentType, Path file) throws IOException {
        return http.sendAsync(
                request(address)
                        .header("Content-Type", contentType)
                        .PUT(BodyPublishers.ofFile(file))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The import as it is now, if the service says so. */
    Optional<JsonNode> find(URI address) throws InterruptedException {
        try {
            HttpResponse<String> response =
                    http.send(request(address).timeout(TIMEOUT).GET().build(), BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(json.readTree(response.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The first rejected rows, each a JSON object, if this key may read them and somebody answers; no more are read. */
    List<String> rejected(URI address, int atMost) throws InterruptedException {
        try {
            HttpResponse<Stream<String>> response = http.send(
                    request(URI.create(address + "/rejected"))
                            .timeout(TIMEOUT)
                            .header("Accept", "application/x-ndjson")
                            .build(),
                    BodyHandlers.ofLines());
            try (Stream<String> rows = response.body()) { // all of them may be larger than this JVM
                return response.statusCode() == 200 ? rows.limit(atMost).toList() : List.of();
            }
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** Cancels the import if somebody answers: else it is noticed that nobody sends any more. */
    void cancel(URI address) {
        try {
            HttpResponse<Void> unused = http.send(
                    request(URI.create(address + "/cancel"))
                            .timeout(TIMEOUT)
                            .POST(BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.discarding());
        } catch (IOException e) {
            // as said above
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + key);
    }

    /** What a problem document says, else all of the answer. */
    String reason(HttpResponse<String> response) {
        try {
            String detail = json.readTree(response.body()).path("detail").asText();
            if (!detail.isEmpty()) {
                return response.statusCode() == 401 || response.statusCode() == 403
                        ? detail + " (--key KEY, or CAIRN_API_KEY, says which one is sent)"
                        : detail;
            }
        } catch (JsonProcessingException e) {
            // no problem document
        }
        return response.request().uri() + " gives " + response.statusCode() + " " + response.body();
    }
}
