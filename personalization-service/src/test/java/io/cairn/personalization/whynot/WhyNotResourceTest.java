package io.cairn.personalization.whynot;

import static io.cairn.personalization.decision.Shop.caller;
import static io.cairn.personalization.decision.Shop.decide;
import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.decision.Shop.offer;
import static io.cairn.personalization.decision.Shop.placement;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.decision.Shop;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PersonalizationTest
class WhyNotResourceTest {
    @Inject
    Shop shop;

    private String at;
    private String who;

    @BeforeEach
    void open() {
        shop.open();
        at = key("place");
        who = key("u");
        placement(at, ",'channel':'web'");
    }

    private ValidatableResponse ask(String more) {
        return caller().get("/v1/customers/{who}/why-not?placement={at}&offer=o-{at}" + more, who, at, at)
                .then();
    }

    @Test
    void capIsNamedWithTheTimeFromWhichItHasRoomAndAskingTakesNone() {
        offer("o-" + at, at, ",'caps':[{'limit':1,'per':'P7D'}]");
        for (int i = 0; i < 3; i++) {
            ask("").statusCode(200).body("wins", equalTo(true)).body("changes", empty());
        }
        decide("{'customerId':'%s','placements':['%s']}".formatted(who, at))
                .then()
                .body("placements[0].reason", equalTo("CHOSEN"));
        ask("").statusCode(200)
                .body("offer", equalTo("o-" + at))
                .body("wins", equalTo(false))
                .body("changes", hasSize(1))
                .body("changes[0].kind", equalTo("cap"))
                .body("changes[0].detail", equalTo("1 per P7D on offer o-" + at + " has no room"))
                .body("changes[0].from", notNullValue());
        String from = ask("").extract().path("changes[0].from");
        ask("&at=" + from).statusCode(200).body("wins", equalTo(true));
    }

    @Test
    void conditionOnTheContextIsMetByTheContext() {
        offer("o-" + at, at, ",'eligibility':'context.device == \\u0027tv\\u0027'");
        ask("").body("changes[0].kind", equalTo("condition"))
                .body("changes[0].from", nullValue())
                .body(
                        "changes[0].detail",
                        equalTo("offer 'o-" + at + "' asks for context.device == 'tv'; missing: context.device"));
        ask("&context.device=tv").body("wins", equalTo(true));
    }

    @Test
    void momentBeforeTheLastEventIsRefused() {
        offer("o-" + at, at, "");
        shop.customer(who, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
        ask("&at=2026-01-01T00:00:00Z").statusCode(422).body("errors[0].pointer", equalTo("at"));
    }

    @Test
    void consentIsAskedForAtTheLastMomentThereIs() {
        placement(at, ",'channel':'email','mode':'outbound'");
        offer("o-" + at, at, "");
        shop.emailConsent(who, 1, false);
        ask("&at=9999-12-31T23:59:59.999Z")
                .statusCode(200)
                .body("changes", hasSize(1))
                .body("changes[0].kind", equalTo("consent"));
    }

    @Test
    void totalOfAnOfferThatNoRuleBringsHereIsNamed() {
        String elsewhere = key("place");
        placement(elsewhere, ",'channel':'web'");
        offer("o-" + at, elsewhere, ",'caps':[{'limit':1,'scope':'total'}]");
        decide("{'customerId':'%s','placements':['%s']}".formatted(key("u"), elsewhere))
                .then()
                .body("placements[0].reason", equalTo("CHOSEN"));
        ask("").statusCode(200).body("changes.kind", containsInAnyOrder("placement", "cap"));
    }

    @Test
    void unknownOffersAndPlacementsAreNamed() {
        ask("").statusCode(422).body("errors[0].pointer", equalTo("offer"));
        caller().get("/v1/customers/u/why-not?placement=nowhere&offer=x")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("placement"))
                .body("errors[0].detail", equalTo("there is no placement 'nowhere'"));
    }

    @ParameterizedTest(name = "{0} names {1}")
    @CsvSource({
        "?offer=o, placement",
        "?placement=p, offer",
        "?placement=p&offer=o&at=then, at",
        "?placement=p&offer=o&count=0, count",
        "?placement=p&offer=o&count=x, count",
        "?placement=p&offer=o&locale=!, locale",
    })
    void badParametersAreNamed(String query, String parameter) {
        caller().get("/v1/customers/u/why-not" + query)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(parameter));
    }
}
