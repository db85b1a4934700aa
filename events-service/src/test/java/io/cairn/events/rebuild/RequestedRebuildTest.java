package io.cairn.events.rebuild;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.profile;
import static io.cairn.events.Service.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.kit.profile.ProfileKeys;
import io.cairn.kit.profile.StoredProfile;
import io.cairn.kit.test.Beside;
import io.cairn.model.profile.CustomerProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EventsTest
class RequestedRebuildTest {
    private static final String AT = "2026-01-31T12:00:00Z";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Service service;

    @Inject
    DataSource database;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    private static ValidatableResponse request() {
        return caller().post("/v1/rebuild").then().statusCode(202);
    }

    private static ValidatableResponse progress() {
        return caller("read-key").get("/v1/rebuild").then().statusCode(200);
    }

    private static void awaitDone() {
        await().atMost(PATIENCE).until(() -> progress().extract().path("finishedAt") != null);
    }

    /** At its revision and readable, and yet nothing that the log says. */
    private static byte[] emptied(byte[] profile) {
        StoredProfile stored = StoredProfile.decode(profile);
        CustomerProfile nothing = CustomerProfile.empty(stored.profile().customerId());
        return new StoredProfile(stored.revision(), nothing).encode();
    }

    private static byte[] garbage(byte[] profile) {
        return "nothing that any service wrote".getBytes(StandardCharsets.UTF_8);
    }

    private void history() {
        batch(IntStream.range(0, 1300)
                        .mapToObj(i -> track("m" + i, "\"userId\":\"u" + i % 650 + "\"", "e", AT))
                        .toList())
                .body("accepted", equalTo(1300));
        batch(List.of(
                        track("x1", "\"anonymousId\":\"a\"", "seen", AT),
                        "{\"type\":\"identify\",\"messageId\":\"x2\",\"userId\":\"u7\",\"anonymousId\":\"a\",\"timestamp\":\""
                                + AT + "\"}"))
                .body("accepted", equalTo(2));
    }

    @Test
    void whateverRedisHoldsIsFoldedAnew() {
        history();
        Map<String, String> before = service.profiles();
        service.change(ProfileKeys.profile("u1"), RequestedRebuildTest::emptied);
        service.change(ProfileKeys.profile("u2"), RequestedRebuildTest::garbage);
        service.change(ProfileKeys.profile("u3"), profile -> new byte[] {7});
        service.change(ProfileKeys.identity("a"), RequestedRebuildTest::garbage);
        service.forget(ProfileKeys.profile("u649"));
        request()
                .header("Location", org.hamcrest.Matchers.endsWith("/v1/rebuild"))
                .body("startedAt", notNullValue());
        awaitDone();
        progress()
                .body("state", equalTo("idle"))
                .body("checked", equalTo(650))
                .body("total", equalTo(650))
                .body("failed", equalTo(0));
        assertThat(service.profiles()).isEqualTo(before);
        assertThat(service.isComplete()).isTrue();
    }

    @Test
    void eventsThatComeMeanwhileBuildOnNoDamagedProfile() throws Exception {
        history();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        List<CompletableFuture<Void>> senders = IntStream.range(0, 4)
                .mapToObj(sender -> Beside.run(() -> {
                    while (!over.get()) {
                        int n = sent.incrementAndGet();
                        batch(List.of(track("n" + n, "\"userId\":\"u9\"", "e", AT)))
                                .statusCode(200);
                    }
                }))
                .toList();
        for (int round = 0; round < 5; round++) {
            service.change(ProfileKeys.profile("u9"), RequestedRebuildTest::emptied);
            request();
            awaitDone();
        }
        over.set(true);
        senders.forEach(CompletableFuture::join);
        profile("u9").body("events.e.count", equalTo(2 + sent.get()));
    }

    @Test
    void secondRequestShowsTheRebuildThatRuns() throws Exception {
        history();
        progress().body("state", equalTo("idle")).body("startedAt", nullValue()).body("checked", equalTo(0));
        try (Connection replica = database.getConnection();
                Statement statement = replica.createStatement()) {
            replica.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(" + (0x636169726eL + 1) + ")");
            String startedAt =
                    request().body("state", equalTo("running")).extract().path("startedAt");
            request().body("startedAt", equalTo(startedAt)).body("total", equalTo(650));
            progress().body("state", equalTo("running")).body("finishedAt", nullValue());
            replica.rollback();
        }
        awaitDone();
    }

    @Test
    void rebuildGoesOnWhereAReplicaDied() throws SQLException {
        history();
        service.change(ProfileKeys.profile("u1"), RequestedRebuildTest::emptied);
        service.change(ProfileKeys.profile("u9"), RequestedRebuildTest::emptied);
        service.execute("INSERT INTO rebuild (started_at, reached, checked, failed, total)"
                + " SELECT now(), 'u5', count(*), 0, 650 FROM customer WHERE id <= 'u5'");
        awaitDone();
        progress().body("checked", equalTo(650));
        profile("u9").body("events.e.count", equalTo(2));
        profile("u1").body("events.e.count", equalTo(2)); // the log answers where the profile is nobody's
        assertThat(service.profiles()).doesNotContainKey(ProfileKeys.profile("u1"));
    }

    @Test
    void customerWhoCannotBeFoldedIsCountedAndHoldsUpNobodyElse() throws SQLException {
        batch(List.of(
                        track("m1", "\"userId\":\"u1\"", "e", AT),
                        track("m2", "\"userId\":\"u2\"", "e", AT),
                        track("m3", "\"userId\":\"u3\"", "e", AT)))
                .statusCode(200);
        service.execute("UPDATE event SET properties = '[]' WHERE message_id = 'm2'");
        service.change(ProfileKeys.profile("u3"), RequestedRebuildTest::emptied);
        request();
        awaitDone();
        progress().body("checked", equalTo(3)).body("failed", equalTo(1));
        assertThat(service.profiles()).containsKey(ProfileKeys.profile("u3"));
    }

    @Test
    void onlyAnAdminMayAskForOne() {
        for (String key : List.of("ingest-key", "read-key", "decide-key", "design-key")) {
            caller(key).post("/v1/rebuild").then().statusCode(403);
        }
        caller("ingest-key").get("/v1/rebuild").then().statusCode(403);
        caller("nobody's").post("/v1/rebuild").then().statusCode(401);
    }
}
