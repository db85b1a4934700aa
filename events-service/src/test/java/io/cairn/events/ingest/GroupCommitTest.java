package io.cairn.events.ingest;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.post;
import static io.cairn.events.Service.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that come while the log is busy, so that the next transaction takes them all. */
@EventsTest
class GroupCommitTest {
    private static final int REQUESTS = 40;

    @Inject
    Service service;

    @Inject
    DataSource database;

    @Inject
    Turns turns;

    private final ExecutorService callers = Executors.newFixedThreadPool(REQUESTS);

    private record Answer(int status, String body) {}

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @AfterEach
    void end() {
        callers.shutdownNow();
    }

    @Test
    void eachRequestOfAGroupIsToldWhatBecameOfItsOwnEvent() throws Exception {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            events.add(track("m" + i % 30, "e")); // ten come twice
        }
        List<Answer> answers = sendTogether(events);

        int accepted = 0;
        for (Answer answer : answers) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            JsonPath receipt = new JsonPath(answer.body());
            assertThat(receipt.getInt("accepted") + receipt.getInt("duplicates"))
                    .isEqualTo(1);
            accepted += receipt.getInt("accepted");
        }
        assertThat(accepted).isEqualTo(30);
        assertThat(service.logged()).isEqualTo(30);
        profile("u").body("events.e.count", equalTo(30));
        // far fewer transactions than requests changed her set of events
        assertThat(service.number("SELECT revision FROM customer WHERE id = 'u'"))
                .isLessThan(REQUESTS / 2);
    }

    @Test
    void requestThatCannotBeLoggedFailsAlone() throws Exception {
        service.execute("ALTER TABLE event ADD CONSTRAINT no_poison CHECK (name <> 'poison')");
        try {
            List<String> events = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                events.add(track("m" + i, i == 20 ? "poison" : "e"));
            }
            List<Answer> answers = sendTogether(events);
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(answers.get(i).status()).isEqualTo(i == 20 ? 500 : 200);
            }
        } finally {
            service.execute("ALTER TABLE event DROP CONSTRAINT no_poison");
        }
        assertThat(service.logged()).isEqualTo(REQUESTS - 1);
        profile("u").body("events.e.count", equalTo(REQUESTS - 1));
    }

    /** As one does that moves very many events, or waits for somebody who moves them. */
    @Test
    void requestThatTakesTooLongIsRefusedAlone() throws Exception {
        post("/v1/track", "{\"messageId\":\"first\",\"anonymousId\":\"a\",\"event\":\"e\"}")
                .statusCode(200);
        List<Integer> statuses = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT FROM identity WHERE id = 'a' FOR UPDATE");
            }
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String path = i == 5 ? "/v1/identify" : "/v1/track";
                String event =
                        i == 5 ? "{\"messageId\":\"m5\",\"userId\":\"u\",\"anonymousId\":\"a\"}" : track("m" + i, "e");
                answers.add(callers.submit(() -> {
                    var response = post(path, event).extract();
                    return new Answer(response.statusCode(), response.asString());
                }));
            }
            for (Future<Answer> answer : answers) {
                statuses.add(answer.get(60, TimeUnit.SECONDS).status());
            }
            connection.rollback();
        }
        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 503, 200, 200, 200, 200);
        profile("u").body("events.e.count", equalTo(9));
    }

    /** Of more events than go in by one statement, profiles are folded while the log is still being written. */
    @Test
    void nothingIsShownThatIsNotLoggedInTheEnd() throws Exception {
        post("/v1/track", track("m", "e")).statusCode(200);
        List<String> many = IntStream.range(0, 150)
                .mapToObj(i -> Service.track(
                        "m" + i, "\"userId\":\"u\"", "e", Instant.now().toString()))
                .toList();
        Map<String, String> before = service.stored();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("LOCK TABLE event IN ACCESS EXCLUSIVE MODE");
            }
            Future<Integer> answer = callers.submit(() -> batch(many).extract().statusCode());
            await().atMost(Duration.ofSeconds(10)).until(() -> isCopying());
            assertThat(service.stored()).isEqualTo(before);
            assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(503); // the statement took too long
            assertThat(service.stored()).isEqualTo(before);
            connection.rollback();
        }
        batch(many).statusCode(200).body("accepted", equalTo(150));
        profile("u").body("events.e.count", equalTo(151));
    }

    private boolean isCopying() throws SQLException {
        return service.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND query LIKE 'COPY event%' AND datname = current_database()")
                > 0;
    }

    private static String track(String messageId, String event) {
        return "{\"messageId\":\"" + messageId + "\",\"userId\":\"u\",\"event\":\"" + event + "\"}";
    }

    /** Each in a request of its own, none of which is written before all are there. */
    private List<Answer> sendTogether(List<String> events) throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("LOCK TABLE event IN ACCESS EXCLUSIVE MODE");
            }
            for (String event : events) {
                answers.add(callers.submit(() -> {
                    var response = post("/v1/track", event).extract();
                    return new Answer(response.statusCode(), response.asString());
                }));
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> turns.underWay() == events.size());
            connection.rollback();
        }
        List<Answer> answered = new ArrayList<>();
        for (Future<Answer> answer : answers) {
            answered.add(answer.get(30, TimeUnit.SECONDS));
        }
        return answered;
    }
}
