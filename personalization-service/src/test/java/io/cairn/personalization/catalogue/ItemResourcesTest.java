package io.cairn.personalization.catalogue;

import static io.cairn.personalization.catalogue.Requests.caller;
import static io.cairn.personalization.catalogue.Requests.delete;
import static io.cairn.personalization.catalogue.Requests.get;
import static io.cairn.personalization.catalogue.Requests.newKey;
import static io.cairn.personalization.catalogue.Requests.offer;
import static io.cairn.personalization.catalogue.Requests.placement;
import static io.cairn.personalization.catalogue.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.personalization.PersonalizationTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PersonalizationTest
class ItemResourcesTest {
    private static final String OFFER =
            """
            {"name":"Ten percent","status":"live","tags":["discount"],"value":12.5,"validFrom":"2026-01-01T00:00:00Z",
             "validTo":"2027-01-01T00:00:00Z","eligibility":"traits.country == 'DE'",
             "caps":[{"limit":2,"per":"P7D","scope":"customer"},{"limit":10000,"scope":"total"}],
             "representations":[{"channel":"email","locale":"en","content":{
               "subject":"Still thinking, {traits.firstName ?: 'friend'}?","html":"<p>x</p>","n":3,"more":{"a":[1,null]}}}]}""";

    @Inject
    Catalogues catalogues;

    @Test
    void anOfferIsGivenBackAsItWasPut() {
        String path = "/v1/offers/" + newKey();
        String etag = put(path, OFFER).statusCode(201).extract().header("ETag");
        assertThat(etag).isEqualTo("\"1\"");
        JsonPath answer =
                get(path).statusCode(200).header("ETag", etag).extract().jsonPath();
        java.util.Map<String, Object> put = JsonPath.from(OFFER).getMap("");
        assertThat(answer.<String, Object>getMap("")).containsAllEntriesOf(put);
        assertThat(answer.getInt("version")).isEqualTo(1);
        assertThat(answer.getString("key")).isEqualTo(path.substring("/v1/offers/".length()));
        assertThat(answer.getString("updatedAt")).endsWith("Z");
        // what a GET gave can be PUT again
        put(path, answer.prettify()).statusCode(200).header("ETag", "\"2\"").body("version", equalTo(2));
    }

    @Test
    void aSavedOfferIsUsedAtOnceWithItsDefaults() {
        String key = offer();
        CompiledOffer saved = catalogues.current().offer(key).orElseThrow();
        assertThat(saved.offer().status().toString()).isEqualTo("live");
        assertThat(saved.offer().value()).isZero();
        put("/v1/offers/" + key, "{\"name\":\"B\",\"status\":\"draft\"}").statusCode(200);
        CompiledOffer again = catalogues.current().offer(key).orElseThrow();
        assertThat(again.offer().status().toString()).isEqualTo("draft");
        assertThat(again.version()).isEqualTo(2);
        delete("/v1/offers/" + key).statusCode(204);
        assertThat(catalogues.current().offer(key)).isEmpty();
        get("/v1/offers/" + key).statusCode(404);
        delete("/v1/offers/" + key).statusCode(404);
        put("/v1/offers/" + key, "{\"name\":\"C\"}").statusCode(201).body("version", equalTo(3));
    }

    @Test
    void placementsAndRulesAreGivenBackAndUsed() {
        String offer = offer();
        String placement = newKey();
        put(
                        "/v1/placements/" + placement,
                        """
                        {"name":"Hero","channel":"email","mode":"outbound","fallback":"%s","maxItems":3,
                         "caps":[{"limit":3,"per":"P1D","scope":"customer","window":"calendar"}]}"""
                                .formatted(offer))
                .statusCode(201)
                .body("fallback", equalTo(offer));
        String rule = newKey();
        put(
                        "/v1/rules/" + rule,
                        """
                        {"name":"Rule","journey":"unknown-yet","stages":["anything"],"placements":["%s"],
                         "when":"count('product_view') >= 1","startAt":"2026-01-01T00:00:00Z","endAt":"2027-01-01T00:00:00Z",
                         "offers":["%s"],"tags":["discount"],"priority":100,"ranking":"offer.value * 2.0","holdout":0.1,
                         "goal":{"event":"purchase","within":"P7D"},"active":true}"""
                                .formatted(placement, offer))
                .statusCode(201)
                .body("goal.within", equalTo("P7D"));
        CompiledRule compiled = catalogues.current().rule(rule).orElseThrow();
        assertThat(compiled.when()).isNotNull();
        assertThat(compiled.ranking()).isNotNull();
        assertThat(catalogues.current().candidates(compiled))
                .extracting(CompiledOffer::key)
                .contains(offer);
        assertThat(catalogues
                        .current()
                        .placement(placement)
                        .orElseThrow()
                        .placement()
                        .stickyFor())
                .hasHours(1);
        delete("/v1/offers/" + offer)
                .statusCode(409)
                .body("detail", containsString("placement " + placement))
                .body("detail", containsString("rule " + rule));
        delete("/v1/placements/" + placement).statusCode(409).body("detail", containsString("rule " + rule));
        delete("/v1/rules/" + rule).statusCode(204);
        delete("/v1/placements/" + placement).statusCode(204);
        delete("/v1/offers/" + offer).statusCode(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{}                                                      | /name",
                "{'name':''}                                             | /name",
                "{'name':5}                                              | /name",
                "{'name':'x','nmae':'y'}                                 | /nmae",
                "{'name':'x','status':'lively'}                          | /status",
                "{'name':'x','status':'LIVE'}                            | /status",
                "{'name':'x','value':1e13}                               | /value",
                "{'name':'x','value':'5'}                                | /value",
                "{'name':'x','value':1e999}                              | /value",
                "{'name':'x','tags':'a'}                                 | /tags",
                "{'name':'x','tags':['a',null]}                          | /tags/1",
                "{'name':'x','validFrom':'yesterday'}                    | /validFrom",
                "{'name':'x','validFrom':'2026-01-02T00:00:00Z','validTo':'2026-01-01T00:00:00Z'} | /validTo",
                "{'name':'x','validTo':'+999999999-12-31T23:59:59Z'}     | /validTo",
                "{'name':'x','caps':[{'per':'P1D'}]}                     | /caps/0/limit",
                "{'name':'x','caps':[{'limit':1},{'limit':-1}]}          | /caps/1/limit",
                "{'name':'x','caps':[{'limit':1.5}]}                     | /caps/0/limit",
                "{'name':'x','caps':[{'limit':1,'per':'7 days'}]}        | /caps/0/per",
                "{'name':'x','caps':[{'limit':1,'per':'PT0S'}]}          | /caps/0/per",
                "{'name':'x','caps':[{'limit':1,'per':'-P1D'}]}          | /caps/0/per",
                "{'name':'x','caps':[{'limit':1,'per':'P1M'}]}           | /caps/0/per",
                "{'name':'x','caps':[{'limit':1,'per':'P401D'}]}         | /caps/0/per",
                "{'name':'x','caps':[{'limit':1,'per':'P99999999999D'}]} | /caps/0/per",
                "{'name':'x','caps':[{'limit':1,'per':7}]}               | /caps/0/per",
                "{'name':'x','caps':[{'limit':1,'per':'P1D','scope':'total'}]} | /caps/0/per",
                "{'name':'x','caps':[{'limit':1,'window':'calendar'}]}   | /caps/0/per",
                "{'name':'x','caps':[{'limit':1,'per':'PT5H','window':'calendar'}]} | /caps/0/per",
                "{'name':'x','caps':[{'limit':1,'scope':'everyone'}]}    | /caps/0/scope",
                "{'name':'x','caps':[null]}                              | /caps/0",
                "{'name':'x','representations':[{'channel':'email'}]}    | /representations/0/content",
                "{'name':'x','representations':[{'content':{}}]}         | /representations/0/channel",
                "{'name':'x','representations':[{'channel':'Email','content':{}}]} | /representations/0/channel",
                "{'name':'x','representations':[{'channel':'email','locale':'not a locale','content':{}}]} | /representations/0/locale",
                "{'name':'x','representations':[{'channel':'web','content':{}},{'channel':'web','content':{}}]} | /representations/1",
                "[]                                                      | \"\"",
                "null                                                    | \"\"",
                "5                                                       | \"\"",
                "{'name':                                                | \"\"",
            })
    void aMalformedOfferIsRefusedNamingTheField(String body, String pointer) {
        put("/v1/offers/" + newKey(), body.replace('\'', '"'))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void allFaultsOfADocumentAreToldAtOnce() {
        put("/v1/offers/" + newKey(), "{\"value\":1e13,\"validTo\":\"+999999999-12-31T23:59:59Z\"}")
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/name", "/value", "/validTo")));
    }

    @Test
    void conditionsAndTemplatesAreCheckedWhenSaved() {
        put(
                        "/v1/offers/" + newKey(),
                        """
                        {"name":"x","eligibility":"traits.a ==\\n  = 1","representations":[{"channel":"email","content":{
                         "subject":"{inject:foo}","parts":[{"html":"{#include x /}"}]}}]}""")
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/eligibility"))
                .body("errors[0].line", equalTo(2))
                .body("errors[0].column", notNullValue())
                .body("errors.pointer", hasItem("/representations/0/content/subject"))
                .body("errors.pointer", hasItem("/representations/0/content/parts/0/html"));
        put("/v1/offers/" + newKey(), "{\"name\":\"x\",\"eligibility\":\"offer.value > 3.0\"}")
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/eligibility"));
        put(
                        "/v1/rules/" + newKey(),
                        "{\"name\":\"x\",\"tags\":[\"a\"],\"when\":\"count('a', '60x') > 1\",\"ranking\":\"'a'\"}")
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/when", "/ranking")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "placements | {'name':'x'}                                                | 400 | /channel",
                "placements | {'name':'x','channel':'web','mode':'sideways'}              | 400 | /mode",
                "placements | {'name':'x','channel':'web','maxItems':0}                   | 400 | /maxItems",
                "placements | {'name':'x','channel':'web','maxItems':31}                  | 400 | /maxItems",
                "placements | {'name':'x','channel':'web','stickyFor':'P1M'}              | 400 | /stickyFor",
                "placements | {'name':'x','channel':'web','stickyFor':'P31D'}             | 400 | /stickyFor",
                "placements | {'name':'x','channel':'web','stickyFor':60}                 | 400 | /stickyFor",
                "placements | {'name':'x','channel':'web','fallback':'No Key'}            | 400 | /fallback",
                "placements | {'name':'x','channel':'web','caps':[{'limit':1,'scope':'total'}]} | 400 | /caps/0/scope",
                "placements | {'name':'x','channel':'web','fallback':'no-such-offer'}     | 422 | /fallback",
                "rules | {'name':'x'}                                                     | 422 | /offers",
                "rules | {'name':'x','tags':['a'],'stages':['s']}                         | 422 | /journey",
                "rules | {'name':'x','offers':['no-such-offer']}                          | 422 | /offers/0",
                "rules | {'name':'x','tags':['a'],'placements':['no-such-placement']}     | 422 | /placements/0",
                "rules | {'name':'x','tags':['a'],'holdout':1.1}                          | 400 | /holdout",
                "rules | {'name':'x','tags':['a'],'priority':9999999}                     | 400 | /priority",
                "rules | {'name':'x','tags':['a'],'priority':99999999999999}              | 400 | /priority",
                "rules | {'name':'x','tags':['a'],'goal':{'event':'x'}}                   | 400 | /goal/within",
                "rules | {'name':'x','tags':['a'],'goal':{'within':'P1D'}}                | 400 | /goal/event",
                "rules | {'name':'x','tags':['a'],'startAt':'2026-02-01T00:00:00Z','endAt':'2026-01-01T00:00:00Z'} | 400 | /endAt",
                "rules | {'name':'x','tags':['a'],'active':'yes'}                         | 400 | /active",
            })
    void aBadPlacementOrRuleIsRefusedNamingTheField(String kind, String body, int status, String pointer) {
        put("/v1/" + kind + "/" + newKey(), body.replace('\'', '"'))
                .statusCode(status)
                .body("errors.pointer", hasItem(pointer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upper",
                "-a",
                "a_b",
                "a%20b",
                "a%00b",
                "%C3%A4",
                "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggg"
            })
    void aBadKeyIsRefused(String key) {
        caller().urlEncodingEnabled(false)
                .body("{\"name\":\"x\"}")
                .put("/v1/offers/" + key)
                .then()
                .statusCode(400);
    }

    @Test
    void ifMatchGuardsAgainstLostUpdates() {
        String path = "/v1/offers/" + newKey();
        String body = "{\"name\":\"x\"}";
        caller().header("If-Match", "\"1\"").body(body).put(path).then().statusCode(412);
        caller().header("If-Match", "*").body(body).put(path).then().statusCode(412);
        caller().header("If-None-Match", "*").body(body).put(path).then().statusCode(201);
        caller().header("If-None-Match", "*").body(body).put(path).then().statusCode(412);
        caller().header("If-Match", "\"1\"").body(body).put(path).then().statusCode(200);
        caller().header("If-Match", "\"1\"").body(body).put(path).then().statusCode(412);
        caller().header("If-Match", "W/\"2\"").body(body).put(path).then().statusCode(412);
        caller().header("If-Match", "\"7\", \"2\"").body(body).put(path).then().statusCode(200);
        caller().header("If-Match", "\"2\"").delete(path).then().statusCode(412);
        caller().header("If-Match", "\"3\"").delete(path).then().statusCode(204);
    }

    @Test
    void oneOfManyConcurrentSavesWithTheSameETagWins() throws Exception {
        String path = "/v1/offers/" + offer();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> saves = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String body = "{\"name\":\"by " + i + "\"}";
                saves.add(() -> caller().header("If-Match", "\"1\"")
                        .body(body)
                        .put(path)
                        .statusCode());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> save : threads.invokeAll(saves)) {
                statuses.add(save.get());
            }
            assertThat(statuses).containsOnly(200, 412);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void listsArePagedByKey() {
        String prefix = newKey() + "-";
        for (int i = 0; i < 5; i++) {
            put("/v1/rules/" + prefix + i, "{\"name\":\"x\",\"tags\":[\"a\"]}").statusCode(201);
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = caller().queryParam("limit", 2)
                    .queryParams(cursor == null ? java.util.Map.of() : java.util.Map.of("cursor", cursor))
                    .get("/v1/rules")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(page.getList("items")).hasSizeLessThanOrEqualTo(2);
            seen.addAll(page.getList("items.key"));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(seen).isSorted().doesNotHaveDuplicates().contains(prefix + 0, prefix + 4);
        get("/v1/rules?limit=0").statusCode(400);
        get("/v1/rules?cursor=%25").statusCode(400);
    }

    @Test
    void theContactPolicyHasDefaultsAndIsSaved() {
        String before = get("/v1/contact-policy")
                .statusCode(200)
                .body("timeZone", notNullValue())
                .extract()
                .header("ETag");
        String policy =
                """
                {"timeZone":"Europe/Berlin","channels":{"email":{"consent":"optIn","quietHours":{"from":"21:00","to":"08:00"},
                 "caps":[{"limit":4,"per":"P7D","scope":"customer"}]}},"tags":{"discount":{"caps":[{"limit":1,"per":"P1D"}]}},
                 "suppress":[{"outcome":"dismissed","times":2,"for":"P30D"}]}""";
        caller().header("If-Match", before)
                .body(policy)
                .put("/v1/contact-policy")
                .then()
                .statusCode(201);
        caller().header("If-Match", before)
                .body(policy)
                .put("/v1/contact-policy")
                .then()
                .statusCode(412);
        get("/v1/contact-policy")
                .body("channels.email.quietHours.from", equalTo("21:00"))
                .body("suppress[0].for", equalTo("P30D"))
                .body("key", nullValue());
        var used = catalogues.current().contactPolicy();
        assertThat(used.consentedByDefault("email")).isFalse();
        assertThat(used.consentedByDefault("push")).isTrue();
        assertThat(used.suppress().get(0).period()).hasDays(30);
        assertThat(catalogues.current().contactPolicyVersion()).isPositive();
        put("/v1/contact-policy", "{}").statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'timeZone':'Mars/Olympus'}                                   | /timeZone",
                "{'timeZone':7}                                                | /timeZone",
                "{'channels':{'email':{'consent':'maybe'}}}                    | /channels/email/consent",
                "{'channels':{'Email':{}}}                                     | /channels/Email",
                "{'channels':{'email':{'quietHours':{'from':'21:00'}}}}        | /channels/email/quietHours/to",
                "{'channels':{'email':{'quietHours':{'from':'25:00','to':'08:00'}}}} | /channels/email/quietHours/from",
                "{'channels':{'email':{'quietHours':{'from':'9pm','to':'08:00'}}}} | /channels/email/quietHours/from",
                "{'channels':{'email':{'quietHours':{'from':'08:00','to':'08:00'}}}} | /channels/email/quietHours/to",
                "{'channels':{'email':{'caps':[{'limit':1,'scope':'total'}]}}} | /channels/email/caps/0/scope",
                "{'channels':{'email':null}}                                   | /channels/email",
                "{'tags':{'a':{'caps':[{}]}}}                                  | /tags/a/caps/0/limit",
                "{'suppress':[{'outcome':'bored','times':1,'for':'P1D'}]}      | /suppress/0/outcome",
                "{'suppress':[{'outcome':'dismissed','times':0,'for':'P1D'}]}  | /suppress/0/times",
                "{'suppress':[{'outcome':'dismissed','times':1}]}              | /suppress/0/for",
            })
    void aBadPolicyIsRefusedNamingTheField(String body, String pointer) {
        put("/v1/contact-policy", body.replace('\'', '"')).statusCode(400).body("errors.pointer", hasItem(pointer));
    }

    @Test
    void whatNoStoreTakesIsNoFaultOfOurs() {
        put("/v1/offers/" + newKey(), "{\"name\":\"a\\u0000b\"}").statusCode(400);
        put(
                        "/v1/offers/" + newKey(),
                        "{\"name\":\"x\",\"value\":1e-99,\"representations\":[{\"channel\":\"web\",\"content\":"
                                + "{\"a\":\"\\u0000\",\"b\":\"\\ud800\",\"c\":1e400}}]}")
                .statusCode(org.hamcrest.Matchers.lessThan(500));
    }

    @Test
    void withoutAKeyNothingIsServed() {
        io.restassured.RestAssured.given().get("/v1/offers").then().statusCode(401);
        io.restassured.RestAssured.given()
                .contentType("application/json")
                .body("{}")
                .put("/v1/contact-policy")
                .then()
                .statusCode(401);
    }

    @Test
    void aReferenceIsNeverLeftDangling() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 20; i++) {
                String offer = offer();
                String rule = newKey();
                Future<Integer> saved =
                        threads.submit(() -> put("/v1/rules/" + rule, "{\"name\":\"x\",\"offers\":[\"" + offer + "\"]}")
                                .extract()
                                .statusCode());
                Future<Integer> deleted = threads.submit(
                        () -> delete("/v1/offers/" + offer).extract().statusCode());
                assertThat(List.of(saved.get(), deleted.get())).isIn(List.of(201, 409), List.of(422, 204));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPlacementMayBeUsedByManyRules() {
        String placement = placement();
        for (int i = 0; i < 3; i++) {
            put("/v1/rules/" + newKey(), "{\"name\":\"x\",\"tags\":[\"a\"],\"placements\":[\"" + placement + "\"]}")
                    .statusCode(201);
        }
        delete("/v1/placements/" + placement).statusCode(409);
    }
}
