package io.cairn.personalization.decision;

import static io.cairn.personalization.decision.Shop.decide;
import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.decision.Shop.offer;
import static io.cairn.personalization.decision.Shop.placement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.cairn.personalization.EventsServiceStandIn;
import io.cairn.personalization.PersonalizationTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With what events-service answers; that the events count, RealInputIT sees with the real one. */
@PersonalizationTest
class EventsWithAQuestionTest {
    private static final String RECEIPT =
            "{\"success\":true,\"accepted\":1,\"duplicates\":0,\"rejected\":[{\"index\":1,\"detail\":\"/batch/1/event: must be there\"}]}";

    @Inject
    Shop shop;

    private String at;

    @BeforeEach
    void open() {
        shop.open();
        at = key("place");
        placement(at, ",'channel':'web'");
        offer("o-" + at, at, "");
    }

    private String question(String more) {
        return "{'customerId':'u','placements':['%s'],'events':[{'type':'track'},{'type':'page'}]%s}"
                .formatted(at, more);
    }

    @Test
    void areHandedOverWithTheCallersKeyAndTheReceiptIsInTheAnswer() {
        EventsServiceStandIn.answers(200, RECEIPT);
        decide(question(""))
                .then()
                .statusCode(200)
                .body("decisionId", notNullValue())
                .body("events.accepted", equalTo(1))
                .body("events.rejected[0].detail", equalTo("/events/1/event: must be there"));
        assertThat(EventsServiceStandIn.RECEIVED)
                .containsExactly("Bearer local-dev-key {\"batch\":[{\"type\":\"track\"},{\"type\":\"page\"}]}");
    }

    @Test
    void nothingIsDecidedIfTheyCannotBeLogged() {
        offer("o-" + at, at, ",'caps':[{'limit':1}]");
        EventsServiceStandIn.answers(503, "");
        decide(question("")).then().statusCode(503).header("Retry-After", notNullValue());
        EventsServiceStandIn.answers(403, "");
        decide(question("")).then().statusCode(403);
        // nor was anything reserved
        decide("{'customerId':'u','placements':['%s']}".formatted(at))
                .then()
                .body("placements[0].reason", equalTo("CHOSEN"));
    }

    @Test
    void noneAreTakenWithAQuestionThatHasNoAnswer() {
        EventsServiceStandIn.answers(200, RECEIPT);
        at = "nowhere";
        decide(question("")).then().statusCode(422).body("errors[0].pointer", equalTo("/placements/0/key"));
        assertThat(EventsServiceStandIn.RECEIVED).isEmpty();
    }

    @Test
    void aDryRunTakesNone() {
        EventsServiceStandIn.answers(200, RECEIPT);
        decide(question(",'dryRun':true")).then().statusCode(422).body("errors[0].pointer", equalTo("/events"));
        decide("{'customerId':'u','placements':['%s'],'events':[7]}".formatted(at))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/events/0"));
        assertThat(EventsServiceStandIn.RECEIVED).isEmpty();
    }
}
