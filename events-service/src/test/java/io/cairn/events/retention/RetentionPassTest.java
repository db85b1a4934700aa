package io.cairn.events.retention;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.caller;
import static io.cairn.events.Service.post;
import static io.cairn.events.Service.profile;
import static io.cairn.events.Service.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.kit.test.Beside;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EventsTest
class RetentionPassTest {
    private static final String PARTITIONS = "SELECT count(*) FROM event_partition WHERE name LIKE 'event_2023_%'";

    @Inject
    Service service;

    @Inject
    Passes passes;

    @Inject
    DataSource database;

    @BeforeEach
    @AfterEach
    void wipe() throws SQLException {
        service.wipe();
    }

    private static String sent(String messageId, String ids, String day) {
        return track(messageId, ids, "e", day + "T12:00:00Z");
    }

    private static String user(String messageId, String day) {
        return sent(messageId, "\"userId\":\"u\"", day);
    }

    @Test
    void whatIsOlderLeavesTheLogAndStaysInTheProfile() throws SQLException {
        batch(List.of(user("m1", "2023-01-31"), user("m2", "2023-02-28"), user("m3", "2023-03-01")))
                .body("accepted", equalTo(3));
        Map<String, String> before = service.profiles();
        passes.at("2023-04-15", 100).look(); // 30 days before it is in March
        assertThat(service.owners()).containsOnlyKeys("m3");
        assertThat(service.number("SELECT count(*) FROM message")).isEqualTo(1);
        assertThat(service.number(PARTITIONS + " AND until <= '2023-03-01'")).isZero();
        assertThat(service.number("SELECT count(*) FROM pg_class WHERE relname IN ('event_2023_01', 'event_2023_02')"))
                .isZero();
        assertThat(service.number("SELECT count(*) FROM snapshot")).isEqualTo(1);
        assertThat(service.profiles()).isEqualTo(before);
        service.flushRedis();
        service.awaitComplete();
        assertThat(service.profiles()).isEqualTo(before);
        profile("u").body("events.e.count", equalTo(3)).body("events.e.first", equalTo("2023-01-31T12:00:00Z"));
        caller().get("/v1/profiles/u/events")
                .then()
                .body("items.messageId", contains("m3"))
                .body("retainedSince", equalTo("2023-03-01T00:00:00Z"));
    }

    @Test
    void whoHasNothingButASnapshotIsStillFound() throws SQLException {
        batch(List.of(user("m1", "2023-01-31"))).body("accepted", equalTo(1));
        caller().get("/v1/profiles/u/events").then().body("retainedSince", nullValue());
        passes.at("2023-12-15", 100).look();
        caller().get("/v1/profiles/u/events").then().statusCode(200).body("items", empty());
        service.forget(io.cairn.kit.profile.ProfileKeys.profile("u"));
        profile("u").statusCode(200).body("events.e.count", equalTo(1));
        batch(List.of(user("m2", "2023-12-01"))).body("accepted", equalTo(1));
        profile("u").body("events.e.count", equalTo(2));
    }

    @Test
    void anEventFromBeforeIsRefusedByItself() throws SQLException {
        batch(List.of(user("m1", "2023-03-31"))).body("accepted", equalTo(1));
        passes.at("2023-05-15", 100).look();
        batch(List.of(user("m2", "2023-03-31"), user("m3", "2023-04-01"), user("m4", "2019-01-01")))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected.index", contains(0, 2))
                .body(
                        "rejected[0].detail",
                        containsString("/batch/0/timestamp: must not be before 2023-04-01T00:00:00Z, since which"));
        post("/v1/track", user("m2", "2023-03-31")).statusCode(400).body("errors[0].pointer", equalTo("/timestamp"));
        caller().contentType("application/cloudevents+json")
                .body("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"e\",\"subject\":\"u\","
                        + "\"time\":\"2023-03-31T12:00:00Z\"}")
                .post("/v1/cloudevents")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/time"));
        assertThat(service.number(PARTITIONS + " AND until <= '2023-04-01'")).isZero();
        profile("u").body("events.e.count", equalTo(2));
    }

    @Test
    void aReplicaThatHasNotHeardOfItTakesNoneEither() throws SQLException {
        batch(List.of(user("m1", "2023-03-31"), user("m5", "2023-06-30"))).body("accepted", equalTo(2));
        service.execute("UPDATE retained SET since = '2023-06-01T00:00:00Z'"); // as another replica does
        batch(List.of(user("m2", "2023-03-31"), user("m3", "2023-06-01"))).statusCode(503);
        batch(List.of(user("m2", "2023-03-31"), user("m3", "2023-06-01")))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected.index", contains(0));
    }

    @Test
    void anEventThatIsKeptIsStillKnown() throws SQLException {
        batch(List.of(user("m1", "2023-03-31"), user("m2", "2023-04-01"))).body("accepted", equalTo(2));
        passes.at("2023-05-15", 100).look();
        batch(List.of(user("m2", "2023-05-01"))).body("accepted", equalTo(0)).body("duplicates", equalTo(1));
        profile("u").body("events.e.count", equalTo(2));
    }

    @Test
    void aJoinWhoseEventHasLeftTheLogStandsWhenItIsSentAgain() throws SQLException {
        String join = "{\"type\":\"identify\",\"messageId\":\"%s\",\"userId\":\"u\",\"anonymousId\":\"%s\"%s}";
        String then = ",\"timestamp\":\"2023-01-31T12:00:00Z\"";
        batch(List.of(
                        sent("m1", "\"anonymousId\":\"a\"", "2023-01-30"),
                        join.formatted("j1", "a", then),
                        join.formatted("j2", "b", then)))
                .body("accepted", equalTo(3));
        passes.at("2023-12-15", 100).look();
        assertThat(service.owners()).isEmpty();
        // without its time each is an event of now
        post("/v1/identify", join.formatted("j1", "a", "")).statusCode(200).body("accepted", equalTo(1));
        batch(List.of(join.formatted("j2", "b", ""), sent("m2", "\"anonymousId\":\"b\"", "2023-12-01")))
                .statusCode(200)
                .body("accepted", equalTo(2));
        batch(List.of(join.formatted("j1", "a", ""), join.formatted("j2", "b", "")))
                .body("duplicates", equalTo(2));
        profile("a").body("customerId", equalTo("u")).body("events.e.count", equalTo(2));
        profile("b").body("customerId", equalTo("u"));
    }

    @Test
    void aSecondPassDoesNothingAndAnEarlierCutIsNone() throws SQLException {
        batch(List.of(user("m1", "2023-03-31"), user("m2", "2023-06-01"))).body("accepted", equalTo(2));
        passes.at("2023-05-15", 1).look();
        byte[] snapshot = snapshot();
        passes.at("2023-05-15", 1).look();
        passes.at("2023-02-15", 1).look();
        assertThat(snapshot()).isEqualTo(snapshot);
        assertThat(service.owners()).containsOnlyKeys("m2");
        batch(List.of(user("m3", "2023-03-31"))).body("rejected.index", contains(0));
    }

    private byte[] snapshot() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT xmin::text || ctid::text || encode(profile, 'hex') FROM snapshot")) {
            assertThat(row.next()).isTrue();
            return row.getString(1).getBytes(StandardCharsets.UTF_8);
        }
    }

    @Test
    void oneReplicaAtATimeDoesIt() throws Exception {
        batch(IntStream.range(0, 300)
                        .mapToObj(i -> sent("m" + i, "\"userId\":\"u" + i % 50 + "\"", "2023-0" + (1 + i % 3) + "-15"))
                        .toList())
                .body("accepted", equalTo(300));
        Map<String, String> before = service.profiles();
        List<CompletableFuture<Void>> replicas = IntStream.range(0, 4)
                .mapToObj(i -> Beside.run(() -> passes.at("2023-12-15", 7).look()))
                .toList();
        replicas.forEach(CompletableFuture::join);
        assertThat(service.logged()).isZero();
        service.flushRedis();
        service.awaitComplete();
        assertThat(service.profiles()).isEqualTo(before);
    }

    @Test
    void aPartitionThatIsReadIsDroppedLater() throws Exception {
        batch(List.of(user("m1", "2023-03-31"))).body("accepted", equalTo(1));
        try (Connection reader = database.getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM event");
            passes.at("2023-12-15", 7).look();
            assertThat(service.number(PARTITIONS + " AND name = 'event_2023_03'"))
                    .isEqualTo(1);
            batch(List.of(user("m2", "2023-12-01"))).body("accepted", equalTo(1));
            reader.rollback();
        }
        passes.at("2023-12-15", 7).look();
        assertThat(service.number(PARTITIONS + " AND name = 'event_2023_03'")).isZero();
    }

    @Test
    void aPartitionOfManyMonthsIsEmptiedMonthByMonth() throws SQLException {
        service.execute("CREATE TABLE event_many (LIKE event INCLUDING ALL)"); // as a log is that was filled before
        service.execute("ALTER TABLE event ATTACH PARTITION event_many"
                + " FOR VALUES FROM ('2020-04-01T00:00:00Z') TO ('2020-08-01T00:00:00Z')");
        service.execute("INSERT INTO event_partition (since, until, name)"
                + " VALUES ('2020-04-01T00:00:00Z', '2020-08-01T00:00:00Z', 'event_many')");
        batch(List.of(user("m1", "2020-05-31"), user("m2", "2020-06-01"), user("m3", "2020-07-31")))
                .body("accepted", equalTo(3));
        passes.at("2020-07-15", 1).look();
        assertThat(service.owners()).containsOnlyKeys("m2", "m3");
        String emptied =
                "SELECT count(*) FROM event_partition WHERE name = 'event_many' AND emptied = '2020-06-01T00:00:00Z'";
        assertThat(service.number(emptied)).isEqualTo(1);
        passes.at("2020-09-15", 1).look();
        assertThat(service.owners()).isEmpty();
        assertThat(service.number("SELECT count(*) FROM event_partition WHERE name = 'event_many'"))
                .isZero();
        profile("u").body("events.e.count", equalTo(3));
    }

    @Test
    void rebuildOnRequestKeepsWhatLeft() throws SQLException {
        batch(List.of(user("m1", "2023-03-31"), user("m2", "2023-06-01"))).body("accepted", equalTo(2));
        Map<String, String> before = service.profiles();
        passes.at("2023-05-15", 100).look();
        caller().post("/v1/rebuild").then().statusCode(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> caller().get("/v1/rebuild").then().extract().path("finishedAt") != null);
        assertThat(service.profiles()).isEqualTo(before);
    }
}
