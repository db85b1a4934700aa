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
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.personalization.PersonalizationTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PersonalizationTest
class DecisionResourceTest {
    private static final String WEB = ",'channel':'web'";
    private static final String MAIL = ",'channel':'email','mode':'outbound'";

    @Inject
    Shop shop;

    private String at;
    private String who;

    @BeforeEach
    void open() {
        shop.open();
        at = key("place");
        who = key("u");
    }

    private String ask(String more) {
        return decide("{'customerId':'%s','placements':['%s']%s}".formatted(who, at, more))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void strangerIsDecidedOnFromAnEmptyProfileAndBareKeysAreTaken() {
        placement(at, WEB);
        offer("o-" + at, at, "");
        decide("{'customerId':'%s','placements':['%s']}".formatted(who, at))
                .then()
                .statusCode(200)
                .body("customerId", equalTo(who))
                .body("at", notNullValue())
                .body("stages.find { it.journey == 'shop' }.stage", equalTo("awareness"))
                .body("placements[0].key", equalTo(at))
                .body("placements[0].send", equalTo(true))
                .body("placements[0].reason", equalTo("CHOSEN"))
                .body("placements[0].propositions[0].offer", equalTo("o-" + at))
                .body("placements[0].propositions[0].content.text", equalTo("Hello friend"))
                .body("trace", nullValue());
    }

    @Test
    void whatIsPossibleBesideAnAddressThatHoldsAnIdIsSaid() {
        caller().get("/v1/decisions/batch").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
        caller().get("/v1/decisions/x/replay").then().statusCode(405).header("Allow", equalTo("OPTIONS, POST"));
    }

    @Test
    void traceIsThereWhenAskedFor() {
        placement(at, WEB);
        offer("o-" + at, at, ",'eligibility':'traits.country == \\u0027DE\\u0027'");
        decide("{'customerId':'%s','placements':[{'key':'%s'}],'explain':true}".formatted(who, at))
                .then()
                .statusCode(200)
                .body("placements[0].reason", equalTo("NOTHING"))
                .body("placements[0].send", equalTo(false))
                .body("trace.candidates.find { it.offer == 'o-%s' }.reason".formatted(at), equalTo("NOT_ELIGIBLE"))
                .body(
                        "trace.candidates.find { it.offer == 'o-%s' }.condition".formatted(at),
                        equalTo("traits.country == 'DE'"))
                .body(
                        "trace.candidates.find { it.offer == 'o-%s' }.missing".formatted(at),
                        equalTo(List.of("traits.country")));
    }

    @Test
    void sameRequestIdGetsTheSameAnswerByteForByteAndReservesOnce() {
        placement(at, WEB);
        offer("o-" + at, at, ",'caps':[{'limit':2}]");
        String first = ask(",'requestId':'campaign/1'");
        assertThat(ask(",'requestId':'campaign/1'")).isEqualTo(first);
        String get = caller().get("/v1/customers/{id}/next-best-action?placement={p}&requestId=campaign/1", who, at)
                .asString();
        assertThat(get).isEqualTo(first);
        assertThat(ask(",'requestId':'campaign/2'")).contains("CHOSEN").isNotEqualTo(first);
        assertThat(ask(",'requestId':'campaign/3'")).contains("NOTHING");
        // an explained answer is the same answer and its trace
        assertThat(ask(",'requestId':'campaign/1','explain':true"))
                .startsWith(first.substring(0, first.length() - 1) + ",\"trace\":");
    }

    @Test
    void outboundAnswerIsStickyAndAnInboundOneIsNot() {
        placement(at, MAIL);
        offer("o-" + at, at, "");
        assertThat(ask("")).isEqualTo(ask("")).contains("\"send\":true");
        String web = key("web");
        placement(web, WEB);
        offer("o-" + web, web, "");
        at = web;
        assertThat(ask("")).isNotEqualTo(ask(""));
    }

    @Test
    void stickyAnswerIsNotRepeatedToHerWhoWithdrewHerConsent() {
        placement(at, MAIL);
        offer("o-" + at, at, "");
        shop.emailConsent(who, 1, true);
        String first = ask("");
        String named = ask(",'requestId':'r'");
        assertThat(first).contains("\"send\":true");
        shop.emailConsent(who, 2, false);
        assertThat(ask("")).contains("\"send\":false", "NO_CONSENT");
        String web = key("web");
        placement(web, WEB);
        decide("{'customerId':'%s','placements':['%s','%s']}".formatted(who, web, at))
                .then()
                .body("placements[1].send", equalTo(false))
                .body("placements[1].reason", equalTo("NO_CONSENT"));
        assertThat(ask(",'requestId':'r'")).contains("\"send\":false", "NO_CONSENT");
        shop.emailConsent(who, 3, true);
        assertThat(ask("")).isEqualTo(first);
        assertThat(ask(",'requestId':'r'")).isEqualTo(named);
    }

    @Test
    void stickyPartOfALargerAnswerIsRepeatedWithoutReservingAgain() {
        placement(at, MAIL);
        offer("o-" + at, at, ",'caps':[{'limit':1}]");
        String web = key("web");
        placement(web, WEB);
        String proposition = decide("{'customerId':'%s','placements':['%s']}".formatted(who, at))
                .path("placements[0].propositions[0].propositionId");
        decide("{'customerId':'%s','placements':['%s','%s']}".formatted(who, web, at))
                .then()
                .statusCode(200)
                .body("placements[0].reason", equalTo("NOTHING"))
                .body("placements[1].propositions[0].propositionId", equalTo(proposition));
    }

    @Test
    void fallbackIsSentOnceAndOnlyToHerWhomItIsFor() {
        String more = MAIL + ",'fallback':'%s'";
        String everybody = key("everybody");
        String nobody = key("nobody");
        placement("none", WEB);
        offer(everybody, "none", "");
        offer(nobody, "none", ",'eligibility':'false'");
        placement(at, more.formatted(everybody));
        String second = key("place");
        placement(second, more.formatted(everybody));
        String third = key("place");
        placement(third, more.formatted(nobody));
        decide("{'customerId':'%s','placements':['%s','%s','%s'],'explain':true}".formatted(who, at, second, third))
                .then()
                .statusCode(200)
                .body("placements.reason", equalTo(List.of("FALLBACK", "NOTHING", "NOTHING")))
                // other tests' rules may have candidates of their own here
                .body(
                        "trace.candidates.findAll { it.offer in ['%s','%s'] }.reason".formatted(everybody, nobody),
                        equalTo(List.of("FALLBACK", "ALREADY_USED", "NOT_ELIGIBLE")));
    }

    @Test
    void dryRunReservesAndRecordsNothing() {
        placement(at, WEB); // where no answer stands for a while: one that was reserved leaves nothing for the next
        offer("o-" + at, at, ",'caps':[{'limit':1}]");
        List<String> dryIds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String dry = ask(",'dryRun':true,'requestId':'r'");
            assertThat(dry).contains("CHOSEN");
            String id = JsonPath.from(dry).getString("decisionId");
            caller().get("/v1/decisions/" + id).then().statusCode(404);
            dryIds.add(id);
        }
        String answer = ask(",'requestId':'r'");
        assertThat(answer).contains("CHOSEN");
        assertThat(JsonPath.from(answer).getString("decisionId")).isNotIn(dryIds);
    }

    @Test
    void anonymousIdLeadsToTheCustomerAndHerCaps() {
        placement(at, WEB);
        offer("o-" + at, at, ",'caps':[{'limit':1}]");
        shop.customer(who, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
        String device = key("device");
        shop.leads(device, who);
        decide("{'customerId':'%s','placements':['%s'],'requestId':'r'}".formatted(device, at))
                .then()
                .body("customerId", equalTo(who))
                .body("stages.find { it.journey == 'shop' }.stage", equalTo("consideration"))
                .body("placements[0].reason", equalTo("CHOSEN"));
        assertThat(ask("")).contains("NOTHING");
        assertThat(ask(",'requestId':'r'")).contains("CHOSEN");
    }

    @Test
    void deviceThatWasPartedFromTheCustomerIsAStrangersWhetherAskedForBeforeOrNot() {
        placement(at, WEB);
        offer("o-" + at, at, "");
        for (boolean askedBefore : new boolean[] {true, false}) {
            String device = key("device");
            shop.customerWithDevice(who + device, device, Instant.parse("2026-03-01T10:00:00Z"));
            shop.leads(device, who + device);
            String question = "{'customerId':'%s','placements':['%s']}".formatted(device, at);
            if (askedBefore) {
                decide(question).then().body("customerId", equalTo(who + device));
            }
            shop.parted(device);
            decide(question).then().body("customerId", equalTo(device)).body("placements[0].reason", equalTo("CHOSEN"));
            caller().get("/v1/customers/{id}/stages", device).then().statusCode(200);
        }
    }

    @Test
    void anotherMomentIsNotBeforeTheCustomersLastEvent() {
        placement(at, WEB);
        shop.customer(who, Instant.parse("2026-03-01T10:00:00Z"), "product_view", "purchase");
        decide("{'customerId':'%s','placements':['%s'],'at':'2026-03-01T10:00:59Z'}".formatted(who, at))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/at"));
        decide("{'customerId':'%s','placements':['%s'],'at':'2026-03-02T10:00:00Z'}".formatted(who, at))
                .then()
                .statusCode(200)
                .body("at", equalTo("2026-03-02T10:00:00Z"))
                .body("stages.find { it.journey == 'shop' }.stage", equalTo("loyalty"));
        caller().get("/v1/customers/{id}/stages?at=2026-05-01T00:00:00Z", who)
                .then()
                .statusCode(200)
                .body("items.find { it.journey == 'shop' }.stage", equalTo("consideration"));
    }

    @Test
    void anotherMomentKnowsNothingOfWhatCameAfterIt() {
        placement(at, WEB);
        offer("o-" + at, at, ",'caps':[{'limit':1,'per':'P7D','scope':'customer'}]");
        Instant before = Instant.now();
        ask("");
        String question = "{'customerId':'%s','placements':['%s'],'at':'%s'}";
        decide(question.formatted(who, at, Instant.now().plusSeconds(60)))
                .then()
                .body("placements[0].propositions", empty());
        decide(question.formatted(who, at, before.minusSeconds(1)))
                .then()
                .body("placements[0].propositions[0].offer", equalTo("o-" + at));
    }

    @Test
    void stageKeepsItsSinceFromTheFirstTimeItWasSeen() {
        placement(at, WEB);
        shop.customer(who, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
        String question = "{'customerId':'%s','placements':['%s']}".formatted(who, at);
        decide(question).then().statusCode(200);
        String[] recorded = {null};
        eventually(() -> {
            recorded[0] =
                    caller().get("/v1/customers/{id}/transitions", who).path("items.find { it.journey == 'shop' }.at");
            String seen = decide(question).path("stages.find { it.journey == 'shop' }.since");
            return seen.equals(recorded[0]);
        });
        String since = recorded[0];
        caller().get("/v1/customers/{id}/stages", who)
                .then()
                .statusCode(200)
                .body("items.find { it.journey == 'shop' }.since", equalTo(since))
                .body("items.find { it.journey == 'shop' }.mapVersion", equalTo(1))
                .body("next", nullValue());
        decide("{'customerId':'%s','placements':['%s']}".formatted(who, at))
                .then()
                .body("stages.find { it.journey == 'shop' }.since", equalTo(since));
    }

    @Test
    void decisionIsReadAsItWasTakenAtOnceAndWhenItIsLogged() {
        placement(at, WEB);
        offer("o-" + at, at, "");
        String answer = ask(",'requestId':'r/1'");
        String id = io.restassured.path.json.JsonPath.from(answer).getString("decisionId");
        for (int round = 0; round < 2; round++) {
            String found = caller().get("/v1/decisions/" + id)
                    .then()
                    .statusCode(200)
                    .body("requestId", equalTo("r/1"))
                    .body("trace.candidates.find { it.offer == 'o-%s' }.reason".formatted(at), equalTo("CHOSEN"))
                    .body("inputs.offers", hasEntry("o-" + at, 1))
                    .extract()
                    .asString();
            assertThat(found).startsWith(answer.substring(0, answer.length() - 1));
            eventually(shop::everythingIsLogged);
        }
    }

    @Test
    void unknownPlacementIsNamed() {
        decide("{'customerId':'u','placements':['nowhere']}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/placements/0/key"));
        caller().get("/v1/customers/u/next-best-action?placement=nowhere")
                .then()
                .statusCode(422)
                .body("detail", equalTo("placement: there is no placement 'nowhere'"))
                .body("errors[0].pointer", equalTo("placement"));
    }

    @ParameterizedTest(name = "{0} names {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/customerId",
                "{'customerId':''}|/customerId",
                "{'customerId':7}|/customerId",
                "{'customerId':'a\\u0000b','placements':['p']}|/customerId",
                "{'customerId':'u'}|/placements",
                "{'customerId':'u','placements':[]}|/placements",
                "{'customerId':'u','placements':'p'}|/placements",
                "{'customerId':'u','placements':[null]}|/placements/0",
                "{'customerId':'u','placements':[7]}|/placements/0",
                "{'customerId':'u','placements':[{}]}|/placements/0/key",
                "{'customerId':'u','placements':[{'key':'p','count':0}]}|/placements/0/count",
                "{'customerId':'u','placements':[{'key':'p','count':31}]}|/placements/0/count",
                "{'customerId':'u','placements':[{'key':'p','count':1.5}]}|/placements/0/count",
                "{'customerId':'u','placements':[{'key':'p','number':1}]}|/placements/0/number",
                "{'customerId':'u','placements':['p','p']}|/placements/1/key",
                "{'customerId':'u','placements':['p'],'context':[]}|/context",
                "{'customerId':'u','placements':['p'],'locale':'!'}|/locale",
                "{'customerId':'u','placements':['p'],'at':'yesterday'}|/at",
                "{'customerId':'u','placements':['p'],'at':'+999999-01-01T00:00:00Z'}|/at",
                "{'customerId':'u','placements':['p'],'dryRun':'yes'}|/dryRun",
                "{'customerId':'u','placements':['p'],'requestId':''}|/requestId",
                "{'customerId':'u','placements':['p'],'unknown':1}|/unknown",
            })
    void badInputIsNamed(String body, String pointer) {
        decide(body).then().statusCode(400).body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void contextOfMoreThan64KiBIsRefused() {
        placement(at, WEB);
        String text = "x".repeat(64 * 1024 - "{'a':''}".length());
        ask(",'context':{'a':'%s'}".formatted(text));
        decide("{'customerId':'u','placements':['%s'],'context':{'a':'%sx'}}".formatted(at, text))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/context"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "{\"customerId\":\"u\",\"customerId\":\"v\"", "\u0000"})
    void whatIsNoRequestIsRefused(String body) {
        caller().body(body).post("/v1/decisions").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/customers/u/next-best-action",
                "/v1/customers/u/next-best-action?placement=p&count=x",
                "/v1/customers/u/next-best-action?placement=p&count=0",
                "/v1/customers/u/next-best-action?placement=p&locale=!!",
                "/v1/customers/u/stages?at=then",
                "/v1/population/shop?at=then"
            })
    void badParametersAreRefused(String path) {
        caller().get(path).then().statusCode(400).body("errors", not(hasSize(0)));
    }
}
