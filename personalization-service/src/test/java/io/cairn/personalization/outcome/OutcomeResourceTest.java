package io.cairn.personalization.outcome;

import static io.cairn.personalization.decision.Shop.caller;
import static io.cairn.personalization.decision.Shop.decide;
import static io.cairn.personalization.decision.Shop.eventually;
import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.decision.Shop.offer;
import static io.cairn.personalization.decision.Shop.placement;
import static io.cairn.personalization.decision.Shop.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.cairn.kit.profile.ProfileKeys;
import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.servers.PostgresServer;
import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.customer.KeptAnswers;
import io.cairn.personalization.decision.Shop;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PersonalizationTest
class OutcomeResourceTest {
    @Inject
    Shop shop;

    @Inject
    RedisCalls redis;

    @Inject
    KeptAnswers answers;

    PostgresServer postgres;

    private String at;
    private String offer;
    private String who;

    @BeforeEach
    void open() {
        shop.open();
        at = key("place");
        offer = "o-" + at;
        who = key("u");
        placement(at, ",'channel':'web'");
    }

    @AfterEach
    void forgetThePolicy() throws Exception {
        postgres.start();
        eventually(() -> caller().body("{}").put("/v1/contact-policy").statusCode() < 300);
    }

    private ValidatableResponse ask(String more) {
        return decide("{'customerId':'%s','placements':['%s']%s}".formatted(who, at, more))
                .then()
                .statusCode(200);
    }

    private String handed() {
        return ask("").body("placements[0].reason", equalTo("CHOSEN"))
                .extract()
                .path("placements[0].propositions[0].propositionId");
    }

    private static ValidatableResponse report(String body) {
        return caller().body(body.replace('\'', '"')).post("/v1/outcomes").then();
    }

    private static void met(String propositionId, String... outcomes) {
        for (String outcome : outcomes) {
            report("{'propositionId':'%s','outcome':'%s'}".formatted(propositionId, outcome))
                    .statusCode(200)
                    .body("accepted", equalTo(1))
                    .body("rejected", empty());
        }
    }

    private long total() {
        Response total =
                redis.call(Request.cmd(Command.HGET).arg("cairn:totals").arg(offer));
        return total == null ? 0 : total.toLong();
    }

    private byte[] state() {
        return redis.call(Request.cmd(Command.HGET)
                        .arg("cairn:customer:{" + who + "}")
                        .arg("s"))
                .toBytes();
    }

    @Test
    void failedReleasesTheCustomersCapAndTheTotalOnce() {
        offer(offer, at, ",'caps':[{'limit':1},{'limit':5,'scope':'total'}]");
        String first = handed();
        ask("").body("placements[0].reason", equalTo("NOTHING"));
        met(first, "failed", "failed");
        assertThat(total()).isZero();
        handed();
        assertThat(total()).isOne();
        ask("").body("placements[0].reason", equalTo("NOTHING"));
        met(first, "failed");
        assertThat(total()).isOne();
        ask("").body("placements[0].reason", equalTo("NOTHING"));
    }

    @Test
    void failedThatIsToldWhenTheStateHasLetGoOfTheContactReleasesTheTotalOnce() {
        offer(offer, at, ",'caps':[{'limit':5,'scope':'total'}]");
        String first = handed();
        String second = handed();
        eventually(shop::everythingIsLogged);
        // as after 30 days
        redis.call(Request.cmd(Command.DEL).arg("cairn:customer:{" + who + "}"));
        met(first, "failed", "failed");
        assertThat(total()).isOne();
        redis.call(Request.cmd(Command.DEL).arg("cairn:customer:{" + who + "}"));
        met(first, "failed");
        assertThat(total()).isOne();
        met(second, "opened", "failed");
        assertThat(total()).isOne();
        met(first, "clicked");
        assertThat(total()).isEqualTo(2);
    }

    @Test
    void outcomeLeavesADamagedStateForDecisionsToWithholdWhatIsCapped() {
        offer(offer, at, ",'caps':[{'limit':1}]");
        String handed = handed();
        redis.call(Request.cmd(Command.HSET)
                .arg("cairn:customer:{" + who + "}")
                .arg("s")
                .arg("{\"contacts\":[7"));
        met(handed, "delivered");
        ask(",'explain':true")
                .body("trace.candidates.find { it.offer == '%s' }.reason".formatted(offer), equalTo("CAP_UNKNOWN"));
    }

    @ParameterizedTest
    @CsvSource({"failed,clicked", "clicked,failed", "delivered,failed", "failed,dismissed"})
    void whatReachedHerCountsWhicheverIsToldFirst(String one, String other) {
        offer(offer, at, ",'caps':[{'limit':1},{'limit':5,'scope':'total'}]");
        String handed = handed();
        met(handed, one, other, one);
        assertThat(total()).isOne();
        ask("").body("placements[0].reason", equalTo("NOTHING"));
    }

    @Test
    void failedIsReleasedOnceHoweverManySaySoAtOnce() throws Exception {
        offer(offer, at, ",'caps':[{'limit':100},{'limit':100,'scope':'total'}]");
        String first = handed();
        String second = handed();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                String body =
                        "{\"propositionId\":\"%s\",\"outcome\":\"failed\"}".formatted(i % 2 == 0 ? first : second);
                calls.add(() -> caller().body(body).post("/v1/outcomes").statusCode());
                calls.add(() -> decide("{'customerId':'%s','placements':['%s']}".formatted(who, at))
                        .statusCode());
            }
            for (Future<Integer> call : threads.invokeAll(calls)) {
                assertThat(call.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(total()).isEqualTo(32);
    }

    @Test
    void whatFailedIsNotRepeatedUncounted() {
        placement(at, ",'channel':'email','mode':'outbound'");
        offer(offer, at, ",'caps':[{'limit':1}]");
        String first = handed();
        assertThat(handed()).isEqualTo(first);
        met(first, "failed");
        String second = handed();
        assertThat(second).isNotEqualTo(first);
        assertThat(handed()).isEqualTo(second);
        assertThat(total()).isOne();
    }

    @Test
    void whatFailedIsNotRepeatedUncountedToItsRequestId() {
        placement(at, ",'channel':'email','mode':'outbound'");
        offer(offer, at, ",'caps':[{'limit':1},{'limit':1,'scope':'total'}]");
        String first = key("request");
        String second = key("request");
        ask(",'requestId':'" + first + "'").body("placements[0].reason", equalTo("CHOSEN"));
        report("{'requestId':'%s','outcome':'failed'}".formatted(first)).statusCode(200);
        ask(",'requestId':'" + second + "'").body("placements[0].reason", equalTo("CHOSEN"));
        ask(",'requestId':'" + first + "'")
                .body("placements[0].send", equalTo(false))
                .body("placements[0].reason", equalTo("NOTHING"));
        // told again, it is still known what was handed out
        report("{'requestId':'%s','outcome':'failed'}".formatted(first)).statusCode(200);
        assertThat(total()).isOne();
        eventually(shop::everythingIsLogged);
        redis.call(Request.cmd(Command.FLUSHALL));
        shop.open();
        ask(",'requestId':'" + second + "'").body("placements[0].reason", equalTo("CHOSEN"));
        ask(",'requestId':'" + first + "'").body("placements[0].send", equalTo(false));
        assertThat(total()).isOne();
    }

    @Test
    void whatFailedUnderARequestIdIsDecidedAnewWhereCapsHaveRoom() {
        placement(at, ",'channel':'email','mode':'outbound'");
        offer(offer, at, ",'caps':[{'limit':1},{'limit':1,'scope':'total'}]");
        String id = key("request");
        String asked = ",'requestId':'" + id + "'";
        String proposition = "placements[0].propositions[0].propositionId";
        String first = ask(asked).extract().path(proposition);
        eventually(shop::everythingIsLogged);
        met(first, "failed");
        String second = ask(asked).extract().path(proposition);
        assertThat(second).isNotNull().isNotEqualTo(first);
        assertThat(total()).isOne();
        met(first, "failed");
        assertThat(ask(asked).extract().<String>path(proposition)).isEqualTo(second);
        report("{'requestId':'%s','outcome':'delivered'}".formatted(id)).statusCode(200);
        assertThat(total()).isOne();
    }

    @Test
    void dismissedTwiceIsSuppressed() {
        put("/v1/contact-policy", "{'suppress':[{'outcome':'dismissed','times':2,'for':'P30D'}]}");
        offer(offer, at, "");
        String first = handed();
        met(first, "dismissed", "dismissed");
        String second = handed();
        met(second, "dismissed");
        ask(",'explain':true")
                .body("placements[0].reason", equalTo("SUPPRESSED"))
                .body("placements[0].notBefore", notNullValue())
                .body("trace.candidates.find { it.offer == '" + offer + "' }.reason", equalTo("SUPPRESSED"))
                .body(
                        "trace.candidates.find { it.offer == '" + offer + "' }.detail",
                        containsString("dismissed 2 times, not for P30D: from "));
    }

    @Test
    void requestIdNamesAllThatItWasAnsweredWith() {
        placement(at, ",'channel':'web','maxItems':2");
        offer(offer, at, ",'caps':[{'limit':5,'scope':'total'}]");
        String id = key("request");
        ask(",'requestId':'" + id + "'");
        report("{'requestId':'%s','outcome':'failed'}".formatted(id)).statusCode(200);
        assertThat(total()).isZero();
    }

    @Test
    void requestIdOfSeveralCustomersNeedsACustomer() {
        offer(offer, at, ",'caps':[{'limit':5,'scope':'total'}]");
        String id = key("request");
        ask(",'requestId':'" + id + "'");
        String first = who;
        who = key("u");
        ask(",'requestId':'" + id + "'");
        report("{'requestId':'%s','outcome':'failed'}".formatted(id))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/customerId"));
        report("{'outcomes':[{'requestId':'%s','outcome':'failed'}]}".formatted(id))
                .statusCode(200)
                .body("accepted", equalTo(0))
                .body("rejected[0].detail", containsString("/outcomes/0/customerId: must be there"));
        report("{'requestId':'%s','customerId':'%s','outcome':'failed'}".formatted(id, first))
                .statusCode(200);
        assertThat(total()).isOne();
        eventually(shop::everythingIsLogged);
        redis.call(Request.cmd(Command.DEL).arg("cairn:requests:" + id));
        report("{'requestId':'%s','outcome':'failed'}".formatted(id)).statusCode(422);
    }

    @Test
    void requestIdOfAWholeCampaignIsAskedForOnceAndNotAllOfItsCustomersAreRead() {
        String id = key("request");
        Request campaign = Request.cmd(Command.SADD).arg("cairn:requests:" + id);
        for (int i = 0; i < 100; i++) {
            campaign.arg(who + "-" + i);
        }
        redis.call(campaign);
        assertThat(answers.askedWith(id)).hasSize(2);
        redis.call(Request.cmd(Command.CONFIG).arg("RESETSTAT"));
        String one = "{'requestId':'%s','outcome':'failed'}".formatted(id);
        report("{'outcomes':[%1$s,%1$s,%1$s]}".formatted(one))
                .statusCode(200)
                .body("rejected.index", equalTo(List.of(0, 1, 2)));
        assertThat(redis.call(Request.cmd(Command.INFO).arg("commandstats")).toString())
                .contains("cmdstat_srandmember:calls=1,");
    }

    @Test
    void requestIdIsFoundInTheLogWhenRedisKeepsItNoLonger() {
        offer(offer, at, ",'caps':[{'limit':5,'scope':'total'}]");
        String id = key("request");
        ask(",'requestId':'" + id + "'");
        eventually(shop::everythingIsLogged);
        redis.call(Request.cmd(Command.DEL).arg("cairn:requests:" + id).arg("cairn:answers:{" + who + "}:" + id));
        report("{'requestId':'%s','outcome':'failed'}".formatted(id)).statusCode(200);
        assertThat(total()).isZero();
    }

    @Test
    void outcomeByAnIdThatLeadsNowhereYetIsToBeSentAgain() {
        offer(offer, at, ",'caps':[{'limit':5,'scope':'total'}]");
        String external = "crm:" + who;
        shop.customer(who, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
        shop.leads(external, who);
        String id = key("request");
        ask(",'requestId':'" + id + "'");
        String failed = "{'requestId':'%s','customerId':'%s','outcome':'failed'}";
        shop.losesProfiles();
        redis.call(Request.cmd(Command.DEL).arg(ProfileKeys.identity(external)));
        report(failed.formatted(id, external)).statusCode(503).header("Retry-After", notNullValue());
        report("{'outcomes':[%s]}".formatted(failed.formatted(id, external))).statusCode(503);
        shop.leads(external, who);
        shop.open();
        report(failed.formatted(id, external)).statusCode(200).body("accepted", equalTo(1));
        assertThat(total()).isZero();
        report(failed.formatted(id, key("stranger"))).statusCode(422).body("errors[0].pointer", equalTo("/requestId"));
    }

    @Test
    void outcomeOfAListThatCannotBeReadIsRejectedAlone() {
        offer(offer, at, "");
        report(
                        """
                {'outcomes':[{'propositionId':'%1$s','outcome':'clicked','outcome':'opened'},
                  {'propositionId':'%1$s','outcome':'converted','value':1e99999999999},
                  {'propositionId':'%1$s','outcome':'converted','value':%2$s},
                  null, 'a text', [[{}]], true, 1e99999999999,
                  {'propositionId':'%1$s','outcome':'clicked'}]}"""
                                .formatted(handed(), "1".repeat(1001)))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected.index", equalTo(List.of(0, 1, 2, 3, 4, 5, 6, 7)))
                .body("rejected[0].detail", containsString("/outcomes/0/outcome: is there twice"))
                .body("rejected[1].detail", containsString("/outcomes/1/value: holds a number"))
                .body("rejected[3].detail", equalTo("/outcomes/3: must not be null"));
    }

    @Test
    void badOutcomeOfAListIsRejectedAlone() {
        offer(offer, at, "");
        String handed = handed();
        report(
                        """
                {'outcomes':[{'propositionId':'no.1','outcome':'clicked'},
                  {'propositionId':'%1$s','outcome':'clicked','at':'2026-11-21T10:16:00Z'},
                  {'propositionId':'%1$s','outcome':'liked'}, 7, {'outcome':'clicked'},
                  {'propositionId':'%1$s','outcome':'converted','value':-1},
                  {'propositionId':'%1$s','outcome':'converted','value':59.90}]}"""
                                .formatted(handed))
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("rejected.index", equalTo(List.of(0, 2, 3, 4, 5)))
                .body("rejected[0].detail", equalTo("/outcomes/0/propositionId: there is no such proposition"))
                .body("rejected[1].detail", containsString("/outcomes/2/outcome"))
                .body("rejected[3].detail", containsString("/outcomes/4/propositionId: must be there"))
                .body("rejected[4].detail", containsString("/outcomes/5/value"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'propositionId':'no.1','outcome':'clicked'} | 422 | /propositionId",
                "{'requestId':'nobody-asked','outcome':'clicked'} | 422 | /requestId",
                "{'propositionId':'x.1'} | 400 | /outcome",
                "{'propositionId':'x.1','outcome':'clicked','at':'yesterday'} | 400 | /at",
                "{'propositionId':'x.1','outcome':'clicked','extra':1} | 400 | /extra",
                "{'propositionId':'x.1','requestId':'r','outcome':'clicked'} | 400 | /requestId",
                "{'propositionId':'x.1','outcome':'converted','value':1e400000} | 400 | /value",
                "{'propositionId':'x.1','outcome':'clicked','outcome':'clicked'} | 400 | /outcome",
                "{'outcomes':{}} | 400 | /outcomes",
                "{'outcomes':null} | 400 | /outcomes",
                "{'outcomes':[],'outcomes':[]} | 400 | /outcomes",
                "{'outcomes':[{]} | 400 | ''",
                "{'outcomes':[]} {} | 400 | ''",
                "{'propositionId':'x.1','outcomes':[]} | 400 | /propositionId",
                "{'outcomes':[],'more':1} | 400 | /more",
                "{} | 400 | /propositionId",
                "[] | 400 | ''"
            })
    void badOutcomeIsAProblemThatNamesTheField(String body, int status, String pointer) {
        report(body).statusCode(status).body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void pageFallbackMayBeReportedThoughNoCapCountsIt() {
        String fallback = key("fallback");
        offer(fallback, at, ",'eligibility':'false'");
        placement(at, ",'channel':'web','fallback':'" + fallback + "'");
        String shown = ask("").body("placements[0].fallback", equalTo(true))
                .extract()
                .path("placements[0].propositions[0].propositionId");
        met(shown, "clicked");
        eventually(shop::everythingIsLogged);
        met(shown, "failed");
    }

    @Test
    void stateAfterARebuildIsTheStateBefore() {
        offer(offer, at, ",'caps':[{'limit':9},{'limit':9,'scope':'total'}]");
        String first = handed();
        handed();
        String third = handed();
        met(first, "failed", "delivered", "dismissed");
        met(third, "failed");
        byte[] before = state();
        assertThat(total()).isEqualTo(2);
        eventually(shop::everythingIsLogged);
        redis.call(Request.cmd(Command.FLUSHALL));
        shop.open();
        assertThat(state()).isEqualTo(before);
        assertThat(total()).isEqualTo(2);
        met(third, "failed");
        assertThat(total()).isEqualTo(2);
        met(third, "opened");
        assertThat(total()).isEqualTo(3);
    }

    @Test
    void whatIsAcknowledgedSurvivesARedisThatForgetsAtOnce() {
        put("/v1/contact-policy", "{'suppress':[{'outcome':'dismissed','times':1,'for':'P30D'}]}");
        offer(offer, at, "");
        String handed = handed();
        eventually(shop::everythingIsLogged);
        met(handed, "dismissed");
        redis.call(Request.cmd(Command.FLUSHALL));
        shop.open();
        ask("").body("placements[0].reason", equalTo("SUPPRESSED"));
    }

    @Test
    void outcomesAreTakenWithoutPostgresWhereRedisKnowsWhatTheyAreAbout() throws Exception {
        offer(offer, at, ",'caps':[{'limit':9},{'limit':9,'scope':'total'}]");
        String logged = handed();
        eventually(shop::everythingIsLogged);
        postgres.stop(Duration.ofSeconds(10));
        String waiting = handed();
        met(waiting, "failed");
        assertThat(total()).isOne();
        report("{'propositionId':'%s','outcome':'failed'}".formatted(logged)).statusCode(503);
        report("{'propositionId':'%s','customerId':'%s','outcome':'failed'}".formatted(logged, who))
                .statusCode(200);
        assertThat(total()).isZero();
        postgres.start();
        eventually(shop::everythingIsLogged);
        eventually(() -> redis.call(Request.cmd(Command.EXISTS).arg("cairn:outcomes:pending"))
                        .toInteger()
                == 0);
        redis.call(Request.cmd(Command.FLUSHALL));
        shop.open();
        assertThat(total()).isZero();
    }

    @Test
    void keyThatMayOnlyReadMayNotReport() {
        reportWith("read-key", "{'outcomes':[]}").statusCode(403);
    }

    @Test
    void keyOfAPageReportsWhatAPageShows() {
        String id = key("request");
        offer(offer, at, ",'caps':[{'limit':1,'per':'P1D','scope':'customer'}]");
        String proposition = ask(",'requestId':'%s'".formatted(id))
                .body("placements[0].propositions", hasSize(1))
                .extract()
                .path("placements[0].propositions[0].propositionId");
        reportOfPage("{'requestId':'%s','customerId':'%s','outcome':'clicked'}".formatted(id, who))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/requestId"));
        reportOfPage("{'propositionId':'%s','outcome':'failed'}".formatted(proposition))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/outcome"));
        reportOfPage(
                        "{'outcomes':[{'propositionId':'%1$s','outcome':'failed'},{'propositionId':'%1$s','outcome':'clicked'}]}"
                                .formatted(proposition))
                .statusCode(200)
                .body("accepted", equalTo(1), "rejected[0].index", equalTo(0));
    }

    private static ValidatableResponse reportOfPage(String body) {
        return reportWith("ingest-key", body);
    }

    private static ValidatableResponse reportWith(String apiKey, String body) {
        return RestAssured.given()
                .header("Authorization", "Bearer " + apiKey)
                .contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post("/v1/outcomes")
                .then();
    }

    @Test
    void listMayBeEmptyButNotEndless() {
        report("{'outcomes':[]}").statusCode(200).body("rejected", hasSize(0));
        report("{'outcomes':[" + "7,".repeat(1000) + "7]}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/outcomes"));
    }
}
