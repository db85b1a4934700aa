package io.cairn.personalization.decision;

import static io.cairn.personalization.decision.Shop.caller;
import static io.cairn.personalization.decision.Shop.decide;
import static io.cairn.personalization.decision.Shop.eventually;
import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.decision.Shop.offer;
import static io.cairn.personalization.decision.Shop.placement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.servers.PostgresServer;
import io.cairn.kit.servers.RedisServer;
import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.StateCodec;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that stop, and a Redis that forgets. */
@PersonalizationTest
class OutageTest {
    @Inject
    Shop shop;

    @Inject
    RedisCalls calls;

    @Inject
    DataSource database;

    PostgresServer postgres;
    RedisServer redis;

    private String web;
    private String mail;
    private String who;

    @BeforeEach
    void open() {
        shop.open();
        web = key("web");
        mail = key("mail");
        who = key("u");
        placement("none", ",'channel':'web'");
        offer("fallback", "none", "");
        placement(web, ",'channel':'web','fallback':'fallback'");
        placement(mail, ",'channel':'email','mode':'outbound','fallback':'fallback'");
        offer("o-" + web, web, ",'caps':[{'limit':1}]");
        offer("o-" + mail, mail, ",'caps':[{'limit':3,'scope':'total'}]");
    }

    @AfterEach
    void startAgain() throws Exception {
        redis.start();
        postgres.start();
        eventually(() -> {
            try {
                return calls.call(Request.cmd(Command.PING)) != null;
            } catch (RuntimeException e) {
                return false;
            }
        });
    }

    private io.restassured.response.Response ask(String placements, String more) {
        return decide("{'customerId':'%s','placements':[%s]%s}".formatted(who, placements, more));
    }

    @Test
    void redisDownIsTheFallbackToWhoComesAndNothingToWhoDoesNot() {
        redis.stop(Duration.ofSeconds(10));
        long begin = System.nanoTime();
        ask("'%s','%s'".formatted(web, mail), "")
                .then()
                .statusCode(200)
                .body("customerId", equalTo(who))
                .body("stages", empty())
                .body("placements[0].send", equalTo(true))
                .body("placements[0].fallback", equalTo(true))
                .body("placements[0].reason", equalTo("REDIS_DOWN"))
                .body("placements[0].propositions[0].content.text", equalTo("Hello friend"))
                .body("placements[1].send", equalTo(false))
                .body("placements[1].reason", equalTo("REDIS_DOWN"))
                .body("placements[1].notBefore", nullValue())
                .body("placements[1].propositions", empty());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        caller().get("/v1/customers/{id}/stages", who).then().statusCode(503);
    }

    @Test
    void fullRedisIsTheFallbackToo() {
        maxMemory("1");
        try {
            ask("'%s','%s'".formatted(web, mail), "")
                    .then()
                    .statusCode(200)
                    .body("placements[0].fallback", equalTo(true))
                    .body("placements[0].reason", equalTo("REDIS_DOWN"))
                    .body("placements[1].send", equalTo(false))
                    .body("placements[1].reason", equalTo("REDIS_DOWN"));
        } finally {
            maxMemory("0");
        }
        ask("'" + web + "'", "").then().body("placements[0].reason", equalTo("CHOSEN"));
    }

    private void maxMemory(String bytes) {
        calls.call(Request.cmd(Command.CONFIG).arg("SET").arg("maxmemory").arg(bytes));
    }

    @Test
    void knownCustomerWhoseProfileIsNotBackIsNoStranger() {
        shop.customer(who, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
        calls.call(Request.cmd(Command.DEL).arg("cairn:profiles:complete").arg("cairn:profile:{" + who + "}"));
        String passing = ask("'%s','%s'".formatted(web, mail), ",'requestId':'r'")
                .then()
                .statusCode(200)
                .body("placements[0].reason", equalTo("REBUILDING"))
                .body("placements[0].fallback", equalTo(true))
                .body("placements[1].reason", equalTo("REBUILDING"))
                .body("placements[1].send", equalTo(false))
                .extract()
                .path("decisionId");
        // what said nothing of the customer is not what her request is answered with for good
        shop.open();
        String answer =
                ask("'%s','%s'".formatted(web, mail), ",'requestId':'r'").asString();
        assertThat(answer).contains("CHOSEN");
        // nor is it what the log restores
        caller().get("/v1/decisions/" + passing).then().statusCode(200).body("requestId", nullValue());
        eventually(shop::everythingIsLogged);
        calls.call(Request.cmd(Command.FLUSHALL));
        shop.open();
        assertThat(ask("'%s','%s'".formatted(web, mail), ",'requestId':'r'").asString())
                .isEqualTo(answer);
    }

    @Test
    void postgresDownIsNoMatterAndWhatMustBeLoggedIsLoggedLater() throws Exception {
        eventually(shop::everythingIsLogged);
        postgres.stop(Duration.ofSeconds(10));
        String id = ask("'" + web + "'", "")
                .then()
                .statusCode(200)
                .body("placements[0].reason", equalTo("CHOSEN"))
                .extract()
                .path("decisionId");
        caller().get("/v1/decisions/" + id).then().statusCode(200);
        caller().get("/v1/decisions/unknown").then().statusCode(503);
        assertThat(shop.everythingIsLogged()).isFalse();
        postgres.start();
        eventually(shop::everythingIsLogged);
        caller().get("/v1/decisions/" + id).then().statusCode(200).body("decisionId", equalTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001\u0000\u0005\u0001", "{\"contacts\":[7"})
    void damagedStateWithholdsWhatIsCappedUntilItIsCountedAgain(String damaged) {
        String uncapped = key("web");
        placement(uncapped, ",'channel':'web'");
        offer("o-" + uncapped, uncapped, "");
        ask("'" + web + "'", "").then().body("placements[0].reason", equalTo("CHOSEN"));
        calls.call(Request.cmd(Command.HSET)
                .arg("cairn:customer:{" + who + "}")
                .arg("s")
                .arg(damaged));
        ask("'%s','%s'".formatted(web, uncapped), ",'explain':true")
                .then()
                .statusCode(200)
                .body("placements[0].reason", equalTo("FALLBACK"))
                .body("placements[1].reason", equalTo("CHOSEN")) // which writes the state
                .body("trace.candidates.reason", hasItem("CAP_UNKNOWN"));
        Set<String> reasons = new HashSet<>();
        eventually(() -> {
            JsonPath answer = ask("'" + web + "'", ",'explain':true").jsonPath();
            assertThat(answer.getString("placements[0].reason")).isEqualTo("FALLBACK");
            reasons.add(answer.getString("trace.candidates.find { it.offer == 'o-%s' }.reason".formatted(web)));
            return reasons.contains("CAPPED");
        });
        assertThat(reasons).isSubsetOf("CAP_UNKNOWN", "CAPPED");
        CustomerState state = StateCodec.decode(calls.call(Request.cmd(Command.HGET)
                        .arg("cairn:customer:{" + who + "}")
                        .arg("s"))
                .toBytes());
        assertThat(state.contacts()).extracting(Contact::offer).contains("o-" + uncapped, "o-" + web);
        assertThat(state.isIncomplete()).isFalse();
        caller().get("/v1/customers/{id}/stages", who).then().statusCode(200);
    }

    @Test
    void damagedRecordIsPutAsideAndKeepsNoOtherFromTheLog() {
        String damaged = key("damaged");
        calls.call(Request.cmd(Command.HSET)
                .arg("cairn:decisions:pending")
                .arg(damaged)
                .arg("epoch\n{\"decisionId\":"));
        ask("'" + web + "'", "").then().statusCode(200);
        eventually(shop::everythingIsLogged);
        assertThat(calls.call(
                        Request.cmd(Command.HGET).arg("cairn:decisions:damaged").arg(damaged)))
                .isNotNull();
    }

    @Test
    void emptiedRedisIsCountedAgainFromTheLogAndOverSendsNothing() {
        String first = who;
        String both = "'%s','%s'".formatted(web, mail);
        String answer = ask(both, ",'requestId':'r'").asString();
        assertThat(answer).contains("o-" + web, "o-" + mail);
        who = key("u");
        ask("'" + mail + "'", "").then().body("placements[0].reason", equalTo("CHOSEN"));
        eventually(shop::everythingIsLogged);

        calls.call(Request.cmd(Command.FLUSHALL));
        shop.open();
        who = key("u");
        ask("'" + mail + "'", "").then().body("placements[0].reason", equalTo("CHOSEN"));
        who = key("u");
        // that was the third of three
        ask("'" + mail + "'", "").then().body("placements[0].reason", equalTo("FALLBACK"));
        who = first;
        // she had her one, and her request has its answer
        ask("'" + web + "'", "").then().body("placements[0].reason", equalTo("FALLBACK"));
        assertThat(ask(both, ",'requestId':'r'").asString()).isEqualTo(answer);
    }

    @Test
    void emptiedRedisLetsAnOutboundPlacementRepeatWhatReachedHer() {
        String answer = ask("'" + mail + "'", "").asString();
        String reached = who;
        assertThat(answer).contains("o-" + mail);
        who = key("u");
        String failed = ask("'" + mail + "'", "").path("placements[0].propositions[0].propositionId");
        fails(failed);
        eventually(shop::everythingIsLogged);

        calls.call(Request.cmd(Command.FLUSHALL));
        shop.open();
        ask("'" + mail + "'", "")
                .then()
                .body("placements[0].reason", equalTo("CHOSEN"))
                .body("placements[0].propositions[0].propositionId", not(equalTo(failed)));
        who = reached;
        assertThat(ask("'" + mail + "'", "").asString()).isEqualTo(answer);
    }

    @Test
    void restartedRedisMayHaveLostItsLatestWritesAndIsCountedAgain() {
        ask("'%s','%s'".formatted(web, mail), "").then().body("placements[0].reason", equalTo("CHOSEN"));
        eventually(shop::everythingIsLogged);
        // what a server that was restarted with the data of a minute ago would have
        calls.batch(List.of(
                Request.cmd(Command.DEL).arg("cairn:customer:{" + who + "}").arg("cairn:sticky:{" + who + "}:" + mail),
                Request.cmd(Command.HDEL).arg("cairn:totals").arg("o-" + mail),
                Request.cmd(Command.SET).arg("cairn:caps:run").arg("an-earlier-run")));
        shop.open();
        ask("'" + web + "'", "").then().body("placements[0].reason", equalTo("FALLBACK"));
        for (String reason : List.of("CHOSEN", "CHOSEN", "FALLBACK")) {
            who = key("u");
            ask("'" + mail + "'", "").then().body("placements[0].reason", equalTo(reason));
        }
    }

    @Test
    void emptiedRedisRepeatsAnswersForAsLongAsThePlacementSays() throws SQLException {
        String monthly = key("mail");
        String push = key("push");
        for (String placement : List.of(monthly, push)) {
            placement(placement, ",'channel':'email','mode':'outbound','fallback':'fallback','stickyFor':'P30D'");
            offer("o-" + placement, placement, ",'caps':[{'limit':9,'scope':'total'}]");
        }
        String reached = who;
        JsonPath first = ask("'%s','%s'".formatted(monthly, push), "").jsonPath();
        String failed = first.getString("placements[0].propositions[0].propositionId");
        fails(failed);
        String late = key("u");
        who = late;
        String tooLate = ask("'" + push + "'", "").path("decisionId");
        eventually(shop::everythingIsLogged);
        daysAgo(8, first.getString("decisionId"));
        daysAgo(31, tooLate);

        calls.call(Request.cmd(Command.FLUSHALL));
        shop.open();
        who = reached;
        ask("'" + push + "'", "")
                .then()
                .body(
                        "placements[0].propositions[0].propositionId",
                        equalTo(first.getString("placements[1].propositions[0].propositionId")));
        ask("'" + monthly + "'", "").then().body("placements[0].propositions[0].propositionId", not(equalTo(failed)));
        who = late;
        ask("'" + push + "'", "").then().body("decisionId", not(equalTo(tooLate)));
    }

    /** As if it had been taken then. */
    private void daysAgo(int days, String decisionId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update decision_log set decided_at = decided_at - make_interval(days => ?)"
                                + " where decision_id = ?")) {
            update.setInt(1, days);
            update.setString(2, decisionId);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static void fails(String propositionId) {
        caller().body("{\"outcomes\":[{\"propositionId\":\"%s\",\"outcome\":\"failed\"}]}".formatted(propositionId))
                .post("/v1/outcomes")
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsCappedIsWithheldFromTheMomentThatRedisIsBack() throws Exception {
        eventually(shop::everythingIsLogged);
        try (Connection holding = database.getConnection();
                Statement statement = holding.createStatement()) {
            holding.setAutoCommit(false);
            statement.execute("lock table decision_log"); // who looks after the log waits, and looks at nothing else
            ask("'" + web + "'", "").then().body("placements[0].reason", equalTo("CHOSEN"));
            who = key("u");
            shop.customer(who, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
            eventually(() -> isWaitedFor(statement));
            redis.kill();
            redis.start();
            AtomicReference<JsonPath> answer = new AtomicReference<>();
            eventually(() -> {
                answer.set(
                        ask("'" + web + "'", ",'explain':true,'requestId':'r'").jsonPath());
                return !"REDIS_DOWN".equals(answer.get().getString("placements[0].reason"));
            });
            assertThat(answer.get().getString("placements[0].reason")).isEqualTo("FALLBACK");
            assertThat(answer.get().getList("trace.candidates.reason")).contains("CAP_UNKNOWN");
            // who has no profile there may be a known customer, whose latest events were lost
            decide("{'customerId':'%s','placements':['%s']}".formatted(key("u"), web))
                    .then()
                    .body("placements[0].reason", equalTo("REBUILDING"));
            holding.rollback();
        }
        shop.open();
        // nor is what was answered meanwhile kept for its request id
        ask("'" + web + "'", ",'requestId':'r'").then().body("placements[0].reason", equalTo("CHOSEN"));
    }

    private static boolean isWaitedFor(Statement statement) {
        try (ResultSet row = statement.executeQuery(
                "select count(*) > 0 from pg_locks where relation = 'decision_log'::regclass and not granted")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void stateOfAStrangerExpiresUnlessACapCountsItForEver() {
        String weekly = key("web");
        placement(weekly, ",'channel':'web'");
        offer("o-" + weekly, weekly, ",'caps':[{'limit':1,'per':'P7D'}]");
        ask("'" + weekly + "'", "").then().body("placements[0].reason", equalTo("CHOSEN"));
        assertThat(livesFor()).isBetween(Duration.ofDays(400), Duration.ofDays(401));
        ask("'" + web + "'", "").then().body("placements[0].reason", equalTo("CHOSEN"));
        assertThat(livesFor()).isNegative();
    }

    private Duration livesFor() {
        return Duration.ofMillis(calls.call(Request.cmd(Command.PTTL).arg("cairn:customer:{" + who + "}"))
                .toLong());
    }
}
