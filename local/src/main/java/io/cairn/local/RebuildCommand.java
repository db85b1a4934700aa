package io.cairn.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** {@code ./run rebuild}: has the Cairn that runs rebuild Redis from its log, and shows how far it is. */
final class RebuildCommand {
    static final String NAME = "rebuild";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** A service that was killed is back within it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Options options;
    private final Console console;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ObjectMapper json = new ObjectMapper();

    RebuildCommand(Options options, Console console) {
        this.options = options;
        this.console = console;
    }

    /** Returns when every customer was folded anew. */
    void run() throws Failure, IOException, InterruptedException {
        if (!options.isDataOnly()) {
            throw Failure.usage("rebuild takes no option but --data");
        }
        try (DataDirectory data = DataDirectory.ofRunning(options.data())) {
            URI address = address(data);
            JsonNode rebuild = answer(request(address).POST(HttpRequest.BodyPublishers.noBody()));
            console.line("Cairn on " + data.root() + " rebuilds Redis from its log, and goes on meanwhile");
            console.step("customers", rebuild.path("total").asLong());
            while (rebuild.path("finishedAt").isNull()) {
                Thread.sleep(LOOK_EVERY.toMillis());
                rebuild = answer(request(address).GET());
                console.done(rebuild.path("checked").asLong());
            }
            console.waitFor(null);
            long failed = rebuild.path("failed").asLong();
            if (failed > 0) {
                throw Failure.of(failed + " of " + rebuild.path("checked").asLong() + " customers could not be folded; "
                        + data.log(ServiceName.EVENTS.module()) + " says why");
            }
            console.reached(rebuild.path("checked").asLong() + " customers folded anew");
        }
    }

    private static URI address(DataDirectory data) throws Failure, IOException {
        int port = data.remembered()
                .servicePort(ServiceName.EVENTS)
                .orElseThrow(() -> Failure.of("the Cairn on " + data.root() + " only just starts; try again"));
        return URI.create("http://127.0.0.1:" + port + "/v1/rebuild");
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + Endpoints.LOCAL_KEY);
    }

    /** The answer, asked for again while the service, or its store, is away. */
    private JsonNode answer(HttpRequest.Builder builder) throws Failure, InterruptedException, IOException {
        HttpRequest request = builder.build();
        long begun = System.nanoTime();
        String wrong;
        do {
            try {
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                if (response.statusCode() / 100 == 2) {
                    return json.readTree(response.body());
                }
                wrong = response.statusCode() + " " + response.body();
                if (response.statusCode() < 500 && response.statusCode() != 429) {
                    break;
                }
            } catch (IOException e) {
                wrong = e.toString();
            }
            Thread.sleep(Duration.ofSeconds(1).toMillis());
        } while (System.nanoTime() - begun < PATIENCE.toNanos());
        throw Failure.of(request.method() + " " + request.uri() + " gives " + wrong);
    }
}
