package io.cairn.personalization.outcome;

import static io.cairn.personalization.decision.Shop.caller;
import static io.cairn.personalization.decision.Shop.decide;
import static io.cairn.personalization.decision.Shop.eventually;
import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.decision.Shop.offer;
import static io.cairn.personalization.decision.Shop.placement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.customer.CustomerKeys;
import io.cairn.personalization.decision.Shop;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of answers that are given again when something of one of them failed. */
@PersonalizationTest
class FailedAnswersTest {
    @Inject
    Shop shop;

    @Inject
    RedisCalls redis;

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

    /** That they are forgotten is among the latest writes, which it may have lost. */
    @Test
    void whatARedisComesBackWithIsNotRepeated() {
        offer("o-" + at, at, "");
        String ofRequest = handed(",'requestId':'r'");
        String sticky = handed("");
        List<String> keys = List.of(CustomerKeys.answers(who, "r"), CustomerKeys.sticky(who, at));
        List<byte[]> kept = keys.stream()
                .map(key -> redis.call(Request.cmd(Command.DUMP).arg(key)).toBytes())
                .toList();
        report("{'propositionId':'%s','outcome':'failed'}".formatted(ofRequest));
        report("{'propositionId':'%s','outcome':'failed'}".formatted(sticky));
        eventually(shop::everythingIsLogged);
        for (int i = 0; i < keys.size(); i++) {
            redis.call(Request.cmd(Command.RESTORE).arg(keys.get(i)).arg(0).arg(kept.get(i)));
        }
        redis.call(Request.cmd(Command.SET).arg(CustomerKeys.RUN).arg("an earlier one"));
        eventually(shop::capsAreKnown);
        assertThat(handed(",'requestId':'r'")).isNotEqualTo(ofRequest);
        assertThat(handed("")).isNotEqualTo(sticky);
    }
}
