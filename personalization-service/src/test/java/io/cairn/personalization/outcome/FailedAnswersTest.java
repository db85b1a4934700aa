package io.cairn.personalization.outcome;

import static io.cairn.personalization.decision.Shop.caller;
import static io.cairn.personalization.decision.Shop.decide;
import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.decision.Shop.offer;
import static io.cairn.personalization.decision.Shop.placement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.decision.Shop;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of answers that are given again when something of one of them failed. */
@PersonalizationTest
class FailedAnswersTest {
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
    }

    private String handed(String more) {
        return decide("{'customerId':'%s','placements':['%s']%s}".formatted(who, at, more))
                .then()
                .statusCode(200)
                .body("placements[0].reason", equalTo("CHOSEN"))
                .extract()
                .path("placements[0].propositions[0].propositionId");
    }

    private static void report(String body) {
        caller().body(body.replace('\'', '"'))
                .post("/v1/outcomes")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1));
    }

    @Test
    void anotherAnswerOfThePlacementIsRepeatedStill() {
        offer("o-" + at, at, "");
        String failed = handed(",'requestId':'r'");
        String repeated = handed("");
        report("{'propositionId':'%s','outcome':'failed'}".formatted(failed));
        assertThat(handed("")).isEqualTo(repeated).isNotEqualTo(failed);
        report("{'propositionId':'%s','outcome':'failed'}".formatted(repeated));
        assertThat(handed("")).isNotEqualTo(repeated);
    }
}
