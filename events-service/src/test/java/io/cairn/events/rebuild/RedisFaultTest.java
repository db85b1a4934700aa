package io.cairn.events.rebuild;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.post;
import static io.cairn.events.Service.profile;
import static io.cairn.events.Service.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.kit.servers.RedisServer;
import io.cairn.kit.test.Beside;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EventsTest
class RedisFaultTest {
    private static final String AT = "2026-01-31T12:00:00Z";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How many events of each customer the history has. */
    private static final int BEFORE = 10;

    @Inject
    Service service;

    RedisServer redis;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @Test
    void flushedRedisIsRebuiltToTheSameBytes() {
        history();
        Map<String, String> before = service.stored();
        assertThat(before).hasSizeGreaterThan(60);
        service.flushRedis();
        service.awaitComplete();
        assertThat(service.stored()).isEqualTo(before);
        assertThat(service.announced())
                .as("nobody changed, and everybody is looked at anew when all are back")
                .isEmpty();
    }

    @Test
    void moreCustomersThanAreLookedUpAtATimeAreAllBack() {
        for (int batch = 0; batch < 7; batch++) {
            int from = 500 * batch;
            batch(IntStream.range(from, from + 500)
                            .mapToObj(i -> track("m" + i, "\"userId\":\"u" + i + "\"", "e", AT))
                            .toList())
                    .body("accepted", equalTo(500));
        }
        Map<String, String> before = service.stored();
        assertThat(before).hasSize(3500);
        service.flushRedis();
        service.awaitComplete();
        assertThat(service.stored()).isEqualTo(before);
    }

    @Test
    void eventAfterAFlushCountsOnTopOfTheWholeHistory() {
        history();
        service.flushRedis();
        batch(List.of(track("again", "\"userId\":\"u0\"", "e", AT))).statusCode(200);
        profile("u0").body("events.e.count", equalTo(11));
        service.awaitComplete();
        profile("u0").body("events.e.count", equalTo(11));
    }

    @Test
    void withoutRedisEventsAreTakenAndShowOnceItIsBack() throws Exception {
        history();
        redis.stop(PATIENCE);
        try {
            batch(
                            List.of(
                                    track("new1", "\"userId\":\"u0\"", "e", AT),
                                    track("new2", "\"userId\":\"somebody-new\"", "e", AT),
                                    "{\"type\":\"identify\",\"messageId\":\"new3\",\"userId\":\"u1\",\"anonymousId\":\"late\"}"))
                    .statusCode(200)
                    .body("accepted", equalTo(3));
            profile("u0").statusCode(200).body("events.e.count", equalTo(11));
            profile("late").statusCode(200).body("customerId", equalTo("u1"));
            caller().get("/q/health/ready").then().statusCode(200);
        } finally {
            redis.start();
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> service.number("SELECT count(*) FROM doubt") == 0);
        service.awaitComplete();
        profile("u0").body("events.e.count", equalTo(11));
        Map<String, String> repaired = service.stored();
        assertThat(repaired).containsKeys("cairn:profile:{somebody-new}", "cairn:identity:{late}");
        service.flushRedis();
        service.awaitComplete();
        assertThat(service.stored()).isEqualTo(repaired);
    }

    @Test
    void whatAnUnaliasSaysOfAnIdIsNotLostWhileRedisStandsStill() throws Exception {
        batch(List.of(identify("i1", "u1", "2026-01-31T10:00:00Z"), identify("i2", "u2", "2026-01-31T11:00:00Z")))
                .statusCode(200);
        profile("dev").body("customerId", equalTo("u2"));
        service.pauseRedis(Duration.ofSeconds(3)); // the same run: nothing is checked because of it
        post("/v1/unalias", "{\"previousId\":\"dev\",\"userId\":\"u2\"}").statusCode(200);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> service.number("SELECT count(*) FROM doubt") == 0);
        service.awaitComplete();
        profile("dev").body("customerId", equalTo("u1"));
    }

    private static String identify(String messageId, String userId, String at) {
        return "{\"type\":\"identify\",\"messageId\":\"" + messageId + "\",\"userId\":\"" + userId
                + "\",\"anonymousId\":\"dev\",\"timestamp\":\"" + at + "\"}";
    }

    @Test
    void flushUnderLoadTakesNothingThatWasAcknowledgedFromHerWhoIsActive() throws Exception {
        assertShowsAtLeast(AtomicInteger::get, () -> {
            for (int round = 0; round < 5; round++) {
                service.flushRedis();
                service.awaitComplete();
            }
        });
    }

    @Test
    void killedRedisUnderLoadBlanksNobodyWhoIsActive() throws Exception {
        // it comes back with what it last wrote to its disk: until that is noticed, older profiles are what there is
        assertShowsAtLeast(acknowledged -> BEFORE, () -> {
            for (int round = 0; round < 3; round++) {
                redis.kill();
                redis.start();
                service.awaitComplete();
            }
        });
    }

    @FunctionalInterface
    private interface Fault {
        void strike() throws Exception;
    }

    /**
     * While she is written to and read without a break.
     *
     * @param least how many events her profile must show, by those that were acknowledged before it was asked for
     */
    private void assertShowsAtLeast(ToIntFunction<AtomicInteger> least, Fault fault) throws Exception {
        history();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger acknowledged = new AtomicInteger(BEFORE);
        CompletableFuture<Void> writer = Beside.run(() -> {
            while (!over.get()) {
                int n = acknowledged.get();
                batch(List.of(track("more" + n, "\"userId\":\"u0\"", "e", AT))).statusCode(200);
                acknowledged.incrementAndGet();
            }
        });
        CompletableFuture<Void> reader = Beside.run(() -> {
            while (!over.get()) {
                int shown = least.applyAsInt(acknowledged);
                profile("u0").statusCode(200).body("events.e.count", greaterThanOrEqualTo(shown));
            }
        });
        try {
            fault.strike();
        } finally {
            over.set(true);
        }
        writer.join();
        reader.join();
        await().atMost(PATIENCE).untilAsserted(() -> profile("u0").body("events.e.count", equalTo(acknowledged.get())));
    }

    private static void history() {
        batch(IntStream.range(0, 600)
                        .mapToObj(i -> track("m" + i, "\"userId\":\"u" + i % 60 + "\"", "e", AT))
                        .toList())
                .body("accepted", equalTo(600));
        batch(List.of(
                track("x1", "\"anonymousId\":\"a\"", "seen", AT),
                "{\"type\":\"identify\",\"messageId\":\"x2\",\"userId\":\"u7\",\"anonymousId\":\"a\",\"timestamp\":\""
                        + AT + "\"}"));
    }
}
