package io.cairn.personalization.decision;

import static io.cairn.personalization.decision.Shop.caller;
import static io.cairn.personalization.decision.Shop.decide;
import static io.cairn.personalization.decision.Shop.eventually;
import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.decision.Shop.offer;
import static io.cairn.personalization.decision.Shop.placement;
import static io.cairn.personalization.decision.Shop.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.kit.profile.ProfileMarks;
import io.cairn.kit.redis.RedisCalls;
import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.decisionlog.WhenFree;
import io.cairn.personalization.decisionlog.persistence.LogLock;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PersonalizationTest
class ReplayResourceTest {
    private static final String MAP =
            """
            {"key":"%s","version":%d,"publishedAt":"2026-02-0%dT12:00:00Z","map":{"name":"Other","stages":[
             {"key":"%s","name":"A stage"}]}}""";

    @Inject
    Shop shop;

    @Inject
    RedisCalls redis;

    @Inject
    ProfileMarks marks;

    @Inject
    Catalogues catalogues;

    @Inject
    DataSource database;

    @Inject
    LogLock log;

    private String at;
    private String who;

    @BeforeEach
    void open() {
        shop.open();
        at = key("place");
        who = key("u");
        placement(at, ",'channel':'web'");
    }

    private String ask(String more) {
        return decide("{'customerId':'%s','placements':['%s'],'explain':true%s}".formatted(who, at, more))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String id(String answer) {
        return JsonPath.from(answer).getString("decisionId");
    }

    private static void assertSame(String answer) {
        String replayed = caller().post("/v1/decisions/{id}/replay", id(answer))
                .then()
                .statusCode(200)
                .body("same", equalTo(true))
                .body("missing", empty())
                .extract()
                .asString();
        assertThat(replayed).contains("\"decision\":" + answer);
    }

    @Test
    void decisionIsTakenAgainWhenItWaitsToBeLoggedAndAfterEverythingHasChanged() {
        String journey = key("journey");
        publish(journey, 1, "first");
        eventually(() -> version(journey) == 1);
        shop.customer(who, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
        offer("o-" + at, at, ",'value':2.5,'caps':[{'limit':2},{'limit':9,'scope':'total'}]");
        offer("p-" + at, at, ",'value':1.5");
        String answer = ask(",'context':{'n':1.50,'none':null},'locale':'de-AT'");
        assertSame(answer);
        eventually(shop::everythingIsLogged);
        assertSame(answer);

        caller().get("/v1/decisions/{id}", id(answer))
                .then()
                .statusCode(200)
                .body("inputs.offers", hasEntry("o-" + at, 1))
                .body("inputs.rules", hasEntry("o-" + at, 1))
                .body("inputs.placements", hasEntry(at, 1))
                .body("inputs.maps", hasEntry(journey, 1))
                .body(
                        "inputs.contactPolicyVersion",
                        equalTo(catalogues.current().contactPolicyVersion()))
                .body("inputs.request.locale", equalTo("de-AT"))
                .body("inputs.request.placements[0].key", equalTo(at))
                .body("inputs.request.context.n", equalTo(1.5f));

        // the winner changes, the loser goes, another comes, the placement and the map become others
        offer("o-" + at, at, ",'value':0,'eligibility':'false'");
        caller().delete("/v1/rules/p-" + at).then().statusCode(204);
        caller().delete("/v1/offers/p-" + at).then().statusCode(204);
        offer("q-" + at, at, ",'value':100");
        placement(at, ",'channel':'email'");
        publish(journey, 2, "second");
        eventually(() -> version(journey) == 2);
        shop.customer(who, Instant.parse("2026-03-02T10:00:00Z"), "product_view", "purchase");
        assertThat(ask("")).contains("q-" + at);
        assertSame(answer);
    }

    @Test
    void decisionWhileTheProfileWasAwayIsTakenAgain() {
        put(
                "/v1/offers/f-" + at,
                "{'name':'A fallback','representations':[{'channel':'web','content':{'text':'Hi'}}]}");
        placement(at, ",'channel':'web','fallback':'f-%s'".formatted(at));
        marks.markIncomplete();
        String answer = ask("");
        assertThat(answer).contains("REBUILDING");
        marks.markComplete(marks.run(), marks.leaveWitness(marks.run(), false));
        assertSame(answer);
    }

    @Test
    void profileIsGivenToTheLogOnceAndOnlyNamedByTheDecisionsThatFollow() {
        offer("o-" + at, at, ",'caps':[{'limit':3}]");
        shop.customer(who, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
        List<String> answers = new ArrayList<>();
        whileNothingIsLogged(() -> {
            answers.add(ask(""));
            answers.add(ask(""));
            assertThat(waitingProfiles()).isEqualTo(1);
            answers.forEach(ReplayResourceTest::assertSame);
        });
        eventually(shop::everythingIsLogged);
        assertThat(waitingProfiles()).isZero();

        whileNothingIsLogged(() -> {
            answers.add(ask(""));
            assertThat(waitingProfiles()).isZero(); // it is in the log
            answers.forEach(ReplayResourceTest::assertSame);
            shop.customer(who, Instant.parse("2026-03-02T10:00:00Z"), "product_view", "purchase");
            answers.add(ask(""));
            assertThat(waitingProfiles()).isEqualTo(1); // it is another one
        });
        eventually(shop::everythingIsLogged);
        answers.forEach(ReplayResourceTest::assertSame);
    }

    @Test
    void profileOfAStrangerLeavesNothingBehindForEver() {
        marks.markIncomplete(); // so that nothing is decided, and she gets no state
        whileNothingIsLogged(() -> {
            assertSame(ask(""));
            assertThat(waitingProfiles()).isEqualTo(1);
        });
        marks.markComplete(marks.run(), marks.leaveWitness(marks.run(), false));
        eventually(shop::everythingIsLogged);
        assertThat(waitingProfiles()).isZero();
        long left = Objects.requireNonNull(redis.call(Request.cmd(Command.PTTL).arg("cairn:customer:{" + who + "}")))
                .toLong();
        assertThat(left).isNotEqualTo(-1); // it is not there, or expires
    }

    @Test
    void partOfAnAnswerThatStoodIsRepeatedInTheReplay() {
        String mail = key("mail");
        placement(mail, ",'channel':'email','mode':'outbound'");
        offer("m-" + mail, mail, "");
        offer("o-" + at, at, "");
        decide("{'customerId':'%s','placements':['%s']}".formatted(who, mail))
                .then()
                .statusCode(200);
        String answer = decide("{'customerId':'%s','placements':['%s','%s'],'explain':true}".formatted(who, at, mail))
                .asString();
        assertThat(answer).contains("m-" + mail);
        assertSame(answer);
    }

    @Test
    void whatIsNoLongerThereIsNamed() throws SQLException {
        String journey = key("journey");
        publish(journey, 1, "first");
        eventually(() -> version(journey) == 1);
        offer("o-" + at, at, "");
        String answer = ask("");
        publish(journey, 2, "second");
        eventually(() -> version(journey) == 2);
        eventually(() -> forgotten(journey));
        caller().post("/v1/decisions/{id}/replay", id(answer))
                .then()
                .statusCode(200)
                .body("same", equalTo(false))
                .body("decision", nullValue())
                .body(
                        "missing[0]",
                        equalTo("version 1 of map %s, published at 2026-02-01T12:00:00Z".formatted(journey)));
    }

    @Test
    void unknownDecisionIsNotFound() {
        caller().post("/v1/decisions/nothing/replay").then().statusCode(404);
    }

    private void whileNothingIsLogged(Runnable work) {
        eventually(shop::everythingIsLogged);
        WhenFree.run(log, writer -> work.run());
    }

    private int waitingProfiles() {
        return Objects.requireNonNull(redis.call(Request.cmd(Command.HLEN).arg("cairn:decisions:profiles")))
                .toInteger();
    }

    private int version(String journey) {
        return catalogues.current().map(journey).map(map -> map.version()).orElse(0);
    }

    private void publish(String journey, int version, String stage) {
        redis.call(Request.cmd(Command.HSET)
                .arg("cairn:maps")
                .arg(journey)
                .arg(MAP.formatted(journey, version, version, stage)));
        redis.call(Request.cmd(Command.SET).arg("{cairn:maps}:revision").arg("r" + System.nanoTime()));
    }

    /** Deletes what was kept of the first version, once it is. */
    private boolean forgotten(String journey) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from map_version where journey = ? and version = 1")) {
            delete.setString(1, journey);
            return delete.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
