package io.cairn.personalization.decision;

import static io.cairn.personalization.decision.Shop.caller;
import static io.cairn.personalization.decision.Shop.decide;
import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.decision.Shop.offer;
import static io.cairn.personalization.decision.Shop.placement;
import static io.cairn.personalization.decision.Shop.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.personalization.PersonalizationTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the same request id gets when something has happened since. */
@PersonalizationTest
class RepeatedAnswersTest {
    @Inject
    Shop shop;

    private String at;
    private String who;

    @BeforeEach
    void open() {
        shop.open();
        at = key("mail");
        who = key("u");
        placement(at, ",'channel':'email','mode':'outbound'");
        offer("o-" + at, at, "");
    }

    private ValidatableResponse ask(String customer, String requestId) {
        return decide("{'customerId':'%s','requestId':'%s','placements':['%s']}".formatted(customer, requestId, at))
                .then()
                .statusCode(200);
    }

    @Test
    void whoWithdrewHerConsentIsHandedNothingUnderAnyRequestId() {
        shop.emailConsent(who, 1, true);
        ask(who, "r").body("placements[0].reason", equalTo("CHOSEN"));
        shop.emailConsent(who, 2, false);
        ask(who, "r")
                .body("placements[0].send", equalTo(false))
                .body("placements[0].reason", equalTo("NO_CONSENT"))
                .body("placements[0].propositions", empty());
        shop.emailConsent(who, 3, true);
        ask(who, "r").body("placements[0].reason", equalTo("CHOSEN"));
    }

    @Test
    void whatSentNothingDoesNotStandInTheWayOfWhatMayBeSentLater() {
        shop.emailConsent(who, 1, false);
        ask(who, "r").body("placements[0].reason", equalTo("NO_CONSENT"));
        shop.emailConsent(who, 2, true);
        String sent = ask(who, "r")
                .body("placements[0].reason", equalTo("CHOSEN"))
                .extract()
                .asString();
        assertThat(ask(who, "r").extract().asString()).isEqualTo(sent);
    }

    @Test
    void theAnswerFollowsHerFromAnIdThatIsJoinedToHer() {
        String device = key("device");
        String sent = ask(device, "r").extract().asString();
        shop.customer(who, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
        shop.leads(device, who);
        assertThat(ask(device, "r").extract().asString()).isEqualTo(sent);
    }

    @Test
    void theAnswerWithoutARequestIdFollowsHer() {
        String device = key("device");
        String question = "{'customerId':'%s','placements':['%s']}";
        String sent = decide(question.formatted(device, at)).asString();
        shop.customer(who, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
        shop.leads(device, who);
        assertThat(decide(question.formatted(device, at)).asString()).isEqualTo(sent);
    }

    @Test
    void theAnswerFollowsHerFromADeviceThatDoesNotLeadToHer() {
        String device = key("device");
        String question = "{'customerId':'%s','placements':['%s']}";
        String sent = ask(device, "r").extract().asString();
        String sticky = decide(question.formatted(device, at)).asString();
        shop.customerWithDevice(who, device, Instant.parse("2026-03-01T10:00:00Z"));
        ask(who, "hers").body("placements[0].reason", equalTo("CHOSEN"));
        assertThat(ask(device, "r").extract().asString()).isEqualTo(sent);
        assertThat(decide(question.formatted(device, at)).asString()).isEqualTo(sticky);
    }

    @Test
    void whatIsRepeatedFurtherDownIsNotChosenBefore() {
        String web = key("web");
        placement(web, ",'channel':'web'");
        put("/v1/rules/r-" + web, "{'name':'A rule','offers':['o-%s'],'placements':['%s']}".formatted(at, web));
        decide("{'customerId':'%s','placements':['%s']}".formatted(who, at))
                .then()
                .body("placements[0].reason", equalTo("CHOSEN"));
        String both = "{'customerId':'%s','placements':['%s','%s']%s}";
        decide(both.formatted(who, web, at, ""))
                .then()
                .body("placements[0].send", equalTo(false))
                .body("placements[1].propositions[0].offer", equalTo("o-" + at));
        decide(both.formatted(who, web, at, ",'repeatOffers':true"))
                .then()
                .body("placements.propositions.offer.flatten()", contains("o-" + at, "o-" + at));
    }

    @Test
    void nothingIsRepeatedInAChannelThatWasSilenced() {
        ask(who, "r").body("placements[0].reason", equalTo("CHOSEN"));
        placement(at, ",'channel':'email','mode':'outbound','caps':[{'limit':0}]");
        ask(who, "r")
                .body("placements[0].send", equalTo(false))
                .body("placements[0].reason", equalTo("CAPPED"))
                .body("placements[0].propositions", empty());
    }

    @Test
    void nothingIsRepeatedOfAnOfferOrATagThatWasSilenced() {
        String content = "'representations':[{'channel':'email','content':{}}]";
        put("/v1/offers/o-" + at, "{'name':'An offer','tags':['t-%s'],%s}".formatted(at, content));
        ask(who, "r").body("placements[0].reason", equalTo("CHOSEN"));
        put("/v1/offers/o-" + at, "{'name':'An offer','caps':[{'limit':0}],%s}".formatted(content));
        ask(who, "r").body("placements[0].reason", equalTo("CAPPED")).body("placements[0].propositions", empty());
        put("/v1/offers/o-" + at, "{'name':'An offer','tags':['t-%s'],%s}".formatted(at, content));
        ask(who, "r").body("placements[0].reason", equalTo("CHOSEN"));
        put("/v1/contact-policy", "{'tags':{'t-%s':{'caps':[{'limit':0}]}}}".formatted(at));
        ask(who, "r").body("placements[0].reason", equalTo("CAPPED")).body("placements[0].propositions", empty());
        put("/v1/contact-policy", "{}");
    }

    @Test
    void nothingIsRepeatedOfAnOfferOfWhichNobodyIsToGetAny() {
        String question = "{'customerId':'%s','placements':['%s']}".formatted(who, at);
        ask(who, "r").body("placements[0].reason", equalTo("CHOSEN"));
        decide(question).then().body("placements[0].reason", equalTo("CHOSEN"));
        offer("o-" + at, at, ",'caps':[{'limit':0,'scope':'total'}]");
        ask(who, "r").body("placements[0].reason", equalTo("CAPPED")).body("placements[0].propositions", empty());
        decide(question).then().body("placements[0].send", equalTo(false));
    }

    @Test
    void whatSheDismissedDoesNotStick() {
        String web = key("web");
        placement(web, ",'channel':'web','stickyFor':'PT24H'");
        offer("a-" + web, web, ",'value':2");
        offer("b-" + web, web, ",'value':1");
        put("/v1/contact-policy", "{'suppress':[{'outcome':'dismissed','times':1,'for':'P30D'}]}");
        String question = "{'customerId':'%s','placements':['%s']}".formatted(who, web);
        String first = decide(question).asString();
        assertThat(decide(question).asString()).isEqualTo(first).contains("a-" + web);
        String proposition = JsonPath.from(first).getString("placements[0].propositions[0].propositionId");
        caller().body("{\"propositionId\":\"" + proposition + "\",\"outcome\":\"dismissed\"}")
                .post("/v1/outcomes")
                .then()
                .statusCode(200);
        String second = decide(question).asString();
        assertThat(JsonPath.from(second).getString("placements[0].propositions[0].offer"))
                .isEqualTo("b-" + web);
        assertThat(decide(question).asString()).isEqualTo(second);
        put("/v1/contact-policy", "{}");
    }

    @Test
    void anOfferThatIsOverDoesNotStick() {
        String web = key("web");
        placement(web, ",'channel':'web','stickyFor':'PT24H'");
        offer("a-" + web, web, ",'value':2");
        offer("b-" + web, web, ",'value':1");
        String question = "{'customerId':'%s','placements':['%s']}".formatted(who, web);
        decide(question).then().body("placements[0].propositions[0].offer", equalTo("a-" + web));
        offer("a-" + web, web, ",'value':2,'status':'archived'");
        decide(question).then().body("placements[0].propositions[0].offer", equalTo("b-" + web));
    }

    @Test
    void theOrderOfPlacementsIsNoOtherQuestion() {
        String other = key("web");
        placement(other, ",'channel':'web'");
        String question = "{'customerId':'%s','requestId':'r','placements':['%s','%s']}";
        String first = decide(question.formatted(who, at, other)).asString();
        assertThat(decide(question.formatted(who, other, at)).asString()).isEqualTo(first);
    }

    @Test
    void capsFollowHerFromAnExternalId() {
        String address = "email_sha256:%064x".formatted(key("h").hashCode());
        put(
                "/v1/offers/o-" + at,
                "{'name':'Capped','caps':[{'limit':2,'per':'P7D'}],'representations':[{'channel':'email','content':{}}]}");
        ask(address, "r1").body("placements[0].reason", equalTo("CHOSEN"));
        ask(address, "r2").body("placements[0].reason", equalTo("CHOSEN"));
        shop.customer(who, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
        shop.leads(address, who);
        ask(address, "r3").body("placements[0].send", equalTo(false));
        ask(who, "r4").body("placements[0].send", equalTo(false));
    }
}
