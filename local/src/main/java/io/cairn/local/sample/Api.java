package io.cairn.local.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The services' API over HTTP with patience: what is busy, down or being started again for a while is asked again, as all
 * that the sample sends may be sent twice.
 */
final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 60;
    private static final long LONGEST_PAUSE_SECONDS = 10;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final String key;

    Api(String key) {
        this.key = key;
    }

    boolean exists(URI address) throws IOException, InterruptedException {
        HttpResponse<String> response = answer(request(address).GET().build());
        return response.statusCode() != NOT_FOUND && require(response) != null;
    }

    JsonNode put(URI address, Object body) throws IOException, InterruptedException {
        return require(
                answer(request(address).PUT(BodyPublishers.ofString(text(body))).build()));
    }

    JsonNode post(URI address, Object body) throws IOException, InterruptedException {
        return require(answer(
                request(address).POST(BodyPublishers.ofString(text(body))).build()));
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            long pause = 1;
            try {
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                int status = response.statusCode();
                if ((status != TOO_MANY_REQUESTS && status != UNAVAILABLE) || attempt == ATTEMPTS) {
                    return response;
                }
                pause = response.headers().firstValueAsLong("Retry-After").orElse(1);
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException(request.uri() + " does not answer: " + e, e);
                }
            }
            Thread.sleep(
                    Duration.ofSeconds(Math.min(pause, LONGEST_PAUSE_SECONDS)).toMillis());
        }
    }

    private JsonNode require(HttpResponse<String> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IOException("the sample is refused: " + response.request().method() + " " + response.uri()
                    + " gives " + response.statusCode() + " " + response.body());
        }
        return json.readTree(response.body());
    }

    private String text(Object body) throws JsonProcessingException {
        return json.writeValueAsString(body);
    }
}
