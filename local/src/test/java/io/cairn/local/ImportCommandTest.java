package io.cairn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against an events-service that says what a test wants it to. */
@Timeout(30)
class ImportCommandTest {
    private static final String BROKEN = "503 {\"detail\":\"away\"}";
    private static final String DONE = "200 {\"state\":\"done\",\"rows\":1,\"accepted\":1}";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger sendings = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private String state = "";
    private List<String> contents = List.of("503 {\"detail\":\"the service stops: send the file again\"}");
    private final AtomicLong now = new AtomicLong();
    private ImportWaits waits = waits(Duration.ofMinutes(15), Duration.ofMillis(1));
    private Duration sendingTakes = Duration.ofSeconds(1);
    private final Queue<String> states = new ConcurrentLinkedQueue<>();
    private final AtomicInteger creations = new AtomicInteger();
    private int busy;
    private int silent;
    private int rejectedStatus = 200;
    private String rejectedRows = "";
    private boolean endless;
    private int created = 201;
    private String creation = "{\"id\":\"i\",\"detail\":\"an API key is needed\"}";
    private boolean guesses;
    private boolean confirms = true;
    private final Queue<URI> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> mappings = new ConcurrentLinkedQueue<>();
    private String given = "{}";
    private String url = "";
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
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI());
        mappings.addAll(exchange.getRequestHeaders().getOrDefault("Cairn-Mapping", List.of()));
        switch (exchange.getRequestMethod()) {
            case "POST" -> answer(exchange, creations.getAndIncrement() < busy ? 429 : created, creation);
            case "GET" -> {
                if (exchange.getRequestURI().getPath().endsWith("/rejected")) {
                    answerRejected(exchange);
                } else {
                    answer(exchange, 200, Objects.requireNonNullElse(states.poll(), state));
                }
            }
            default -> {
                int sent = sendings.getAndIncrement();
                now.addAndGet(sendingTakes.toNanos());
                int sending = Math.min(sent, contents.size() - 1);
                if (!answers || sent < silent) {
                    awaitEnd();
                }
                String content = contents.get(sending);
                answer(exchange, Integer.parseInt(content.substring(0, 3)), content.substring(4));
            }
        }
    }

    /** If {@link #endless}, what follows never comes. */
    private void answerRejected(HttpExchange exchange) throws IOException {
        if (!endless) {
            answer(exchange, rejectedStatus, rejectedRows);
            return;
        }
        exchange.sendResponseHeaders(rejectedStatus, 0);
        exchange.getResponseBody().write(rejectedRows.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        awaitEnd();
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

    private ImportWaits waits(Duration patience, Duration answer) {
        return new ImportWaits(patience, Duration.ZERO, Duration.ZERO, answer, () -> now.addAndGet(2_000_000));
    }

    private ImportWaits impatient() {
        return waits(Duration.ZERO, Duration.ofMinutes(1));
    }

    private String failure() throws Exception {
        return catchThrowableOfType(Failure.class, command()::run).reason();
    }

    private ImportCommand command() throws Exception {
        String file =
                Files.writeString(directory.resolve("events.csv"), "a,b\n1,2\n").toString();
        String mapping =
                Files.writeString(directory.resolve("mapping.json"), given).toString();
        List<String> mapped = guesses ? List.of() : List.of("--mapping", mapping);
        List<String> arguments = Stream.of(
                        List.of(file, "--url", url), mapped, confirms ? List.of("--yes") : List.<String>of())
                .flatMap(List::stream)
                .toList();
        ImportOptions options = ImportOptions.parse(arguments, directory, Map.of());
        Console console = new Console(new PrintStream(output, true, StandardCharsets.UTF_8), false);
        return new ImportCommand(options, console, new BufferedReader(new StringReader("")), waits);
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

    @Test
    void waitingForAPlaceIsNoSendingThatBrokeOff() throws Exception {
        state = "{\"state\":\"waiting\"}";
        contents =
                List.of("429 {\"detail\":\"two are under way\"}", "200 {\"state\":\"done\",\"rows\":1,\"accepted\":1}");
        waits = impatient();
        command().run();
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("waits for a place: two are under way", "1 rows: 1 taken")
                .doesNotContain("broke off");
    }

    @Test
    void whatBreaksOffWithoutGettingFartherIsGivenUpAfterATime() throws Exception {
        state = "{\"state\":\"interrupted\"}";
        waits = impatient();
        assertThat(failure()).startsWith("gives up, since nothing got any farther for 0 minutes: the service stops");
        assertThat(sendings).hasValue(1);
    }

    @Test
    void importOfWhichEveryRowIsRejectedFails() throws Exception {
        state = "{\"state\":\"running\"}";
        contents = List.of("200 {\"state\":\"done\",\"rows\":511,\"rejected\":511}");
        assertThat(failure()).isEqualTo("nothing was taken: every row was rejected");
    }

    @Test
    void importOfWhichEveryOtherRowIsThereAlreadyDoesNotFail() throws Exception {
        state = "{\"state\":\"running\"}";
        contents = List.of("200 {\"state\":\"done\",\"rows\":2,\"duplicates\":1,\"rejected\":1}");
        command().run();
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("2 rows: 0 taken, 1 there already, 1 rejected");
    }

    @Test
    void whatWasTakenBeforeAFailureIsCounted() throws Exception {
        state = "{\"state\":\"failed\",\"detail\":\"broken gzip\",\"rows\":9,\"accepted\":8,\"rejected\":1}";
        contents = List.of("422 {\"detail\":\"broken gzip\"}");
        assertThat(failure()).isEqualTo("broken gzip");
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("9 rows: 8 taken, 0 there already, 1 rejected");
    }

    @Test
    void addressWhereNothingAnswersIsNamed() throws Exception {
        url = "http://127.0.0.1:1";
        assertThat(failure())
                .startsWith("http://127.0.0.1:1/v1/imports does not answer")
                .contains("Is Cairn running?");
    }

    @Test
    void keyThatIsRefusedIsSaidToComeFromAnOption() throws Exception {
        created = 401;
        assertThat(failure()).startsWith("an API key is needed (--key KEY");
    }

    @Test
    void sendingThatAdvancesIsNotGivenUpThoughOneBeforeItGotFarther() throws Exception {
        sendingTakes = Duration.ofMinutes(10);
        states.add("{\"state\":\"interrupted\",\"bytes\":9000}");
        for (int bytes : new int[] {0, 1, 2}) {
            states.add("{\"state\":\"interrupted\",\"bytes\":" + bytes + "}");
        }
        contents = List.of(BROKEN, BROKEN, BROKEN, BROKEN, DONE);
        command().run();
        assertThat(sendings).hasValue(5);
    }

    @Test
    void fileThatAlwaysBreaksOffAtTheSameRowIsGivenUp() throws Exception {
        contents = List.of(BROKEN);
        for (int i = 0; i < 25; i++) {
            states.add("{\"state\":\"interrupted\",\"bytes\":9000}");
            states.add("{\"state\":\"interrupted\",\"bytes\":0}");
        }
        assertThat(failure()).startsWith("gives up, since the last 20 sendings got no farther");
    }

    @Test
    void connectionThatIsSilentlyDeadIsABreak() throws Exception {
        silent = 1;
        states.add("{\"state\":\"running\"}");
        state = "{\"state\":\"interrupted\"}";
        contents = List.of(DONE);
        command().run();
        assertThat(sendings).hasValue(2);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("the service says it is interrupted");
    }

    @Test
    void serviceThatSaysNothingOfASendingIsGivenUpAfterATime() throws Exception {
        waits = impatient();
        state = "{\"state\":\"waiting\"}";
        answers = false;
        assertThat(failure()).startsWith("gives up").contains("the service does not answer");
    }

    @Test
    void keyThatMayNotReadWhatWasRejectedIsToldWhereItIs() throws Exception {
        state = "{\"state\":\"running\"}";
        contents = List.of("200 {\"state\":\"done\",\"rows\":2,\"accepted\":1,\"rejected\":1}");
        rejectedStatus = 403;
        rejectedRows = "{\"detail\":\"the key needs role read\"}";
        command().run();
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("all of them: " + url + "/v1/imports/i/rejected")
                .doesNotContain("line 0");
    }

    @Test
    void previewSaysHowManyRowsWouldBeRejected() throws Exception {
        guesses = true;
        creation = "{\"id\":\"i\",\"preview\":{\"rows\":511,\"rejected\":17,"
                + "\"rejections\":[{\"row\":3,\"reason\":\"the time is none\"}]}}";
        state = "{\"state\":\"running\"}";
        contents = List.of(DONE);
        command().run();
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("row 3 is rejected: the time is none", "17 of 511 rows of the sample would be rejected");
    }

    @Test
    void whatAMappingMakesOfTheFirstRowsIsShownBeforeItIsConfirmed() throws Exception {
        given = "{\"customerId\": \"Kundenschl\u00fcssel\"}";
        confirms = false;
        creation = "{\"id\":\"i\",\"mapping\":" + given + ",\"preview\":{\"rows\":1,\"events\":[{\"userId\":\"u\"}]}}";
        assertThat(failure()).startsWith("nothing was taken");
        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("the columns of events.csv mean:", "{\"userId\":\"u\"}", "events.csv so? (y/N)");
        assertThat(asked.stream().map(URI::toString))
                .containsExactly("/v1/imports?name=events.csv&preview=true", "/v1/imports/i/cancel");
        assertThat(mappings).containsExactly("{\"customerId\":\"Kundenschl\\u00FCssel\"}");
        assertThat(sendings).hasValue(0);
    }

    @Test
    void mappingThatIsTooLargeForAHeaderIsTakenWithoutAPreview() throws Exception {
        given = "{\"event\":\"" + "e".repeat(20_000) + "\"}";
        state = "{\"state\":\"running\"}";
        contents = List.of(DONE);
        command().run();
        assertThat(mappings).isEmpty();
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("mean:").doesNotContain("rows become");
    }

    @Test
    void noMoreOfTheRejectedRowsIsReadThanIsShown() throws Exception {
        state = "{\"state\":\"running\"}";
        contents = List.of("200 {\"state\":\"done\",\"rows\":10000,\"accepted\":1,\"rejected\":9999}");
        rejectedRows = "{\"line\":7,\"reason\":\"no\"}\n".repeat(5);
        endless = true;
        command().run();
        assertThat(output.toString(StandardCharsets.UTF_8).lines().filter(line -> line.endsWith("line 7: no")))
                .hasSize(5);
    }

    @Test
    void importIsCreatedOnceThereIsAPlace() throws Exception {
        state = "{\"state\":\"running\"}";
        busy = 2;
        contents = List.of(DONE);
        command().run();
        assertThat(creations).hasValue(3);
    }
}
