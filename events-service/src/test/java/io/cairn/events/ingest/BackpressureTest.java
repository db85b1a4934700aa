package io.cairn.events.ingest;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.profile;
import static io.cairn.events.Service.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.events.log.persistence.EventLog;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that hangs, under more requests than it could ever take. */
@EventsTest
class BackpressureTest {
    private static final String AT = "2026-01-31T12:00:00Z";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** While a statement that hangs is not yet given up. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    @Inject
    Service service;

    @Inject
    DataSource database;

    @Inject
    Turns turns;

    @ConfigProperty(name = "cairn.ingest.max-under-way")
    int maxUnderWay;

    @ConfigProperty(name = "cairn.ingest.max-waiting")
    int maxWaiting;

    private final HttpClient http = HttpClient.newHttpClient();

    private record Answer(int status, boolean saysWhenToRetry, Duration after) {}

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
        batch(List.of(track("known", "\"userId\":\"u\"", "known", AT))).statusCode(200);
    }

    @Test
    void whatCannotBeTakenIsRefusedAtOnceAndAllWorksAgainAfterwards() throws Exception {
        int many = maxUnderWay + maxWaiting + 200;
        List<CompletableFuture<Answer>> answers;
        try (Connection connection = lockedLog()) {
            answers = IntStream.range(0, many)
                    .mapToObj(i -> send("m" + i, PATIENCE))
                    .toList();
            await().atMost(PATIENCE).until(() -> turns.underWay() == maxUnderWay && turns.waiting() > 0);
            profile("u").statusCode(200).body("events.known.count", equalTo(1));
            caller().get("/q/health").then().statusCode(200);
            caller().post("/v1/decisions").then().statusCode(404);
            assertThat(threadsAtTheLog()).isLessThanOrEqualTo(maxUnderWay);
            answers.forEach(CompletableFuture::join);
            connection.rollback();
        }
        List<Answer> all = answers.stream().map(CompletableFuture::join).toList();
        assertThat(all).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(429, 503);
            assertThat(answer.saysWhenToRetry()).isTrue();
        });
        List<Answer> refused =
                all.stream().filter(answer -> answer.status() == 429).toList();
        assertThat(refused).isNotEmpty();
        assertThat(refused).allSatisfy(answer -> assertThat(answer.after()).isLessThan(AT_ONCE));
        caller().get("/q/metrics").then().body(containsString("cairn_ingest_refused_total{because=\"full\""));

        for (int i = 0; i < many; i += 50) {
            List<String> again = IntStream.range(i, Math.min(i + 50, many))
                    .mapToObj(n -> track("m" + n, "\"userId\":\"u\"", "e", AT))
                    .toList();
            await().atMost(PATIENCE).until(() -> batch(again).extract().statusCode() == 200);
        }
        profile("u").body("events.e.count", equalTo(many));
        assertThat(service.logged()).isEqualTo(many + 1);
        await().atMost(PATIENCE).until(() -> turns.underWay() == 0 && turns.waiting() == 0);
    }

    @Test
    void callersThatGoAwayLeaveNoMoreWorkBehindThanIsAllowed() throws Exception {
        try (Connection connection = lockedLog()) {
            for (int round = 0; round < 3; round++) {
                int of = round;
                IntStream.range(0, 2 * maxUnderWay)
                        .mapToObj(i -> send("gone" + of + "-" + i, Duration.ofMillis(300)))
                        .toList()
                        .forEach(sent -> sent.exceptionally(gone -> new Answer(0, false, Duration.ZERO))
                                .join());
                assertThat(threadsAtTheLog()).isLessThanOrEqualTo(maxUnderWay);
            }
            connection.rollback();
        }
        await().atMost(PATIENCE).until(() -> turns.underWay() == 0 && turns.waiting() == 0);
        batch(List.of(track("m", "\"userId\":\"u\"", "e", AT))).statusCode(200);
    }

    /** Nobody gets at the log until the connection rolls back. */
    private Connection lockedLog() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE event IN ACCESS EXCLUSIVE MODE");
        }
        return connection;
    }

    private static long threadsAtTheLog() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().equals(EventLog.class.getName())))
                .count();
    }

    private CompletableFuture<Answer> send(String messageId, Duration patience) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/batch"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer ingest-key")
                .timeout(patience)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"batch\":[" + track(messageId, "\"userId\":\"u\"", "e", AT) + "]}"))
                .build();
        long begun = System.nanoTime();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(
                        response.statusCode(),
                        response.headers().firstValue("Retry-After").isPresent(),
                        Duration.ofNanos(System.nanoTime() - begun)));
    }
}
