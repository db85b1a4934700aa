package io.cairn.personalization.catalogue;

import static io.cairn.personalization.catalogue.Requests.caller;
import static io.cairn.personalization.catalogue.Requests.newKey;
import static io.cairn.personalization.catalogue.Requests.put;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.cairn.personalization.PersonalizationTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be saved, and which field the answer names. */
@PersonalizationTest
class BadItemsTest {
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
                "{'name':'x','caps':[{'limit':1,'scope':'total','countOn':'delivered'}]} | /caps/0/countOn",
                "{'name':'x','name':'y'}                                 | /name",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "offers     | {'name':'a\\ud800'}                             | /name",
                "offers     | {'name':'a\\udc00b\\ud800','tags':['a']}        | /name",
                "offers     | {'name':'a\\u0000'}                             | /name",
                "offers     | {'name':'x','representations':[{'channel':'web','content':{'a/b':['x',{'c':'\\ud800'}]}}]} | /representations/0/content/a~1b/1/c",
                "offers     | {'name':'x','representations':[{'channel':'web','content':{'\\ud800':'x'}}]} | /representations/0/content",
                "placements | {'name':'a\\ud800','channel':'web'}             | /name",
                "rules      | {'name':'a\\ud800','tags':['a']}                | /name",
            })
    void textThatCannotBeStoredIsRefused(String kind, String body, String pointer) {
        put("/v1/" + kind + "/" + newKey(), body.replace('\'', '"'))
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of(pointer)));
    }

    @Test
    void policyWithATextThatCannotBeStoredIsRefused() {
        put("/v1/contact-policy", "{\"tags\":{\"a\\ud800\":{\"caps\":[]}}}")
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/tags")));
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

    @Test
    void whatIsTooLongIsNamedOnceAndAllThatIsWrongInItIsNot() {
        String bad = "'?',".repeat(10_001);
        put(
                        "/v1/rules/" + newKey(),
                        "{'name':'x','offers':[%s'?'],'stages':[null,'?']}"
                                .formatted(bad)
                                .replace('\'', '"'))
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/stages/0", "/stages/1", "/offers")));
        put(
                        "/v1/rules/" + newKey(),
                        "{'name':'x','offers':[%s'?']}"
                                .formatted(bad.substring(0, 4_000))
                                .replace('\'', '"'))
                .statusCode(400)
                .body("errors", hasSize(100))
                .body("detail", endsWith("(and 1000 more)"));
    }

    @Test
    void offerWithTooManyPlaceholdersIsRefused() {
        String offer = "{'name':'x','representations':[{'channel':'web','content':{'text':'%s'}}]}".replace('\'', '"');
        put("/v1/offers/" + newKey(), offer.formatted("{cart.size}".repeat(19_999)))
                .statusCode(201);
        put("/v1/offers/" + newKey(), offer.formatted("{cart.size}".repeat(20_000)))
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/representations")));
        put(
                        "/v1/offers/" + newKey(),
                        offer.formatted("{cart.size}\",\"b\":[" + "\"{ }\",".repeat(20_000) + "0],\"c\":\""))
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/representations")));
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
                "placements | {'name':'x','channel':'web','stickyFor':'PT0.0009S'}        | 400 | /stickyFor",
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
}
