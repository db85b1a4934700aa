package io.cairn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against an events-service that says what a test wants it to. */
@Timeout(30)
class ImportCommandTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger sendings = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server;
    private String state = "";
    private boolean answers = true;

    @TempDir
    Path directory;

    ImportCommandTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/v1/imports", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> answer(exchange, 201, "{\"id\":\"i\"}");
            case "GET" -> answer(exchange, 200, state);
            default -> {
                sendings.incrementAndGet();
                if (!answers) {
                    awaitEnd();
                }
                answer(exchange, 503, "{\"detail\":\"the service stops: send the file again\"}");
            }
        }
    }

    private void awaitEnd() {
        try {
            boolean unused = over.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String failure() throws Exception {
        String file =
                Files.writeString(directory.resolve("events.csv"), "a,b\n1,2\n").toString();
        String mapping =
                Files.writeString(directory.resolve("mapping.json"), "{}").toString();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        ImportOptions options =
                ImportOptions.parse(List.of(file, "--mapping", mapping, "--url", url), directory, Map.of());
        Console console =
                new Console(new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8), false);
        ImportCommand command = new ImportCommand(options, console, new BufferedReader(new StringReader("")));
        return catchThrowableOfType(Failure.class, command::run).reason();
    }

    @Test
    void importThatSomebodyCancelledIsNotSentAgain() throws Exception {
        state = "{\"state\":\"cancelled\",\"rows\":7}";
        assertThat(failure()).isEqualTo("the import is cancelled after 7 rows");
        assertThat(sendings).hasValue(1);
    }

    @Test
    void importThatFailedEndsWithoutItsAnswer() throws Exception {
        state = "{\"state\":\"failed\",\"detail\":\"the file has no column 'c'\"}";
        answers = false;
        assertThat(failure()).isEqualTo("the file has no column 'c'");
        assertThat(sendings).hasValue(1);
    }
}
