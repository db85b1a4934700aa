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
import java.time.Instant;
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

    /** As a platform tells it that got no answer, when its message was decided anew since. */
    @Test
    void whatIsToldAgainIsOfWhatStoodThen() {
        offer("o-" + at, at, ",'caps':[{'limit':1},{'limit':1,'scope':'total'}]");
        String failed = handed(",'requestId':'r'");
        Instant then = Instant.now();
        String report = "{'requestId':'r','customerId':'%s','outcome':'failed','at':'%s'}".formatted(who, then);
        report(report);
        String second = handed(",'requestId':'r'");
        assertThat(second).isNotEqualTo(failed);
        report(report);
        assertThat(handed(",'requestId':'r'")).isEqualTo(second);
        report("{'requestId':'r','customerId':'%s','outcome':'failed'}".formatted(who));
        assertThat(handed(",'requestId':'r'")).isNotEqualTo(second);
    }
}
