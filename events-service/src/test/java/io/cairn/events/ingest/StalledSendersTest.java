package io.cairn.events.ingest;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Senders who announce a body and do not send it; most have no key, which could be in the body. */
@EventsTest
class StalledSendersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_BODY_BYTES = 8 << 20;
    private static final String NO_KEY = "";
    private static final String KEY = "Authorization: Bearer ingest-key\r\n";

    @Inject
    Service service;

    @Inject
    Turns turns;

    @ConfigProperty(name = "cairn.ingest.max-under-way")
    int maxUnderWay;

    @ConfigProperty(name = "cairn.ingest.max-waiting")
    int maxWaiting;

    private final List<Socket> senders = new ArrayList<>();

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @AfterEach
    void allHaveGone() throws IOException {
        for (Socket sender : senders) {
            sender.close();
        }
        await().atMost(PATIENCE).until(() -> turns.underWay() == 0 && turns.waiting() == 0);
    }

    @Test
    void whoSendsNoBodyLosesHisTurnToOthers() throws Exception {
        for (int i = 0; i < maxUnderWay; i++) {
            begin("/v1/track", KEY, 10);
        }
        await().atMost(PATIENCE).until(() -> turns.underWay() == maxUnderWay);
        await().atMost(PATIENCE).until(() -> taken("m") == 200);
        for (Socket sender : senders) {
            awaitClosed(sender, "");
        }
    }

    @Test
    void whoHasNoKeyLeavesTurnsToThoseWhoHaveOne() throws Exception {
        for (int i = 0; i < maxUnderWay + maxWaiting; i++) {
            begin("/v1/track", i % 2 == 0 ? NO_KEY : "Authorization: Bearer wrong\r\n", 10);
        }
        await().atMost(PATIENCE).until(() -> turns.underWay() > 0 && turns.waiting() > 0);
        for (int i = 0; i < 20; i++) {
            assertThat(taken("m" + i)).isEqualTo(200);
        }
    }

    @Test
    void whoSendsAByteNowAndThenLosesHisTurn() throws Exception {
        for (String path : List.of("/v1/track", "/v1/batch")) {
            awaitClosed(begin(path, NO_KEY, MAX_BODY_BYTES), " ");
        }
    }

    @Test
    void whoAnnouncesALargeBodyTakesNoRoomFromOthers() throws Exception {
        for (int i = 0; i < 3; i++) {
            begin("/v1/batch", NO_KEY, MAX_BODY_BYTES).getOutputStream().write('{');
        }
        await().atMost(PATIENCE).until(() -> turns.underWay() == 3);
        for (int i = 0; i < 20; i++) {
            assertThat(taken("m" + i)).isEqualTo(200);
        }
    }

    private static int taken(String messageId) {
        return batch(List.of(track(messageId, "\"userId\":\"u\"", "e", "2026-01-31T12:00:00Z")))
                .extract()
                .statusCode();
    }

    private Socket begin(String path, String key, int announced) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        senders.add(socket);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + key + "Content-Length: " + announced;
        socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** @param meanwhile what is sent all the time */
    private static void awaitClosed(Socket sender, String meanwhile) throws IOException {
        sender.setSoTimeout(200);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                sender.getOutputStream().write(meanwhile.getBytes(StandardCharsets.US_ASCII));
                assertThat(sender.getInputStream().read()).as("an answer").isNegative();
                return;
            } catch (SocketTimeoutException e) {
                // it is still there
            } catch (SocketException e) {
                return;
            }
        }
        throw new AssertionError("the connection is still there");
    }
}
