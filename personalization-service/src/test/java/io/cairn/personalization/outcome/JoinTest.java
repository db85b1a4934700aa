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
import io.cairn.personalization.decision.Shop;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Caps follow a customer through a join of ids. */
@PersonalizationTest
class JoinTest {
    @Inject
    Shop shop;

    @Inject
    RedisCalls redis;

    private String at;
    private String offer;
    private String device;
    private String user;

    @BeforeEach
    void open() {
        shop.open();
        at = key("place");
        offer = "o-" + at;
        device = key("a");
        user = key("u");
        placement(at, ",'channel':'web'");
        offer(offer, at, ",'caps':[{'limit':3},{'limit':100,'scope':'total'}]");
    }

    private ValidatableResponse ask(String who) {
        return decide("{'customerId':'%s','placements':['%s']}".formatted(who, at))
                .then()
                .statusCode(200);
    }

    private String handed(String who) {
        return ask(who).body("placements[0].reason", equalTo("CHOSEN"))
                .extract()
                .path("placements[0].propositions[0].propositionId");
    }

    @Test
    void damagedStateOfADeviceIsTakenInOnceItIsRestored() {
        handed(device);
        handed(device);
        redis.call(Request.cmd(Command.HSET)
                .arg("cairn:customer:{" + device + "}")
                .arg("s")
                .arg("{"));
        join(user);
        isFull(user); // for it is not known what the device was handed
        eventually(() -> ask(user).extract().path("placements[0].reason").equals("CHOSEN"));
        isFull(user);
    }

    private void isFull(String who) {
        ask(who).body("placements[0].reason", equalTo("NOTHING"));
    }

    private static void met(String propositionId, String outcome) {
        caller().body("{\"propositionId\":\"%s\",\"outcome\":\"%s\"}".formatted(propositionId, outcome))
                .post("/v1/outcomes")
                .then()
                .statusCode(200);
    }

    private void join(String customerId) {
        shop.customerWithDevice(customerId, device, Instant.parse("2026-03-01T10:00:00Z"));
    }

    private long total() {
        return redis.call(Request.cmd(Command.HGET).arg("cairn:totals").arg(offer))
                .toLong();
    }

    @Test
    void whatADeviceWasShownCountsForWhoeverJoinsIt() {
        handed(device);
        handed(device);
        handed(user);
        join(user);
        shop.leads(device, user);
        isFull(user);
        isFull(device);
        String other = key("u");
        join(other);
        handed(other);
        isFull(other);
    }

    @Test
    void outcomeOfAContactThatMovedFindsItOnce() {
        String first = handed(device);
        handed(device);
        handed(device);
        join(user);
        isFull(user);
        shop.leads(device, user);
        met(first, "failed");
        met(first, "failed");
        assertThat(total()).isEqualTo(2);
        handed(user);
        isFull(user);
        assertThat(total()).isEqualTo(3);
        met(first, "clicked");
        assertThat(total()).isEqualTo(4);
    }

    @Test
    void deviceThatDoesNotLeadToHerYetIsDecidedForAsHerOnceSheTookItIn() {
        handed(device);
        join(user);
        handed(user);
        handed(device);
        isFull(device);
        isFull(user);
    }

    @Test
    void deviceIsDecidedForAsHerToWhomWhoeverTookItInWasJoinedSince() {
        String main = key("u");
        handed(main);
        handed(main);
        handed(main);
        join(user);
        handed(user); // who takes the device in
        shop.movedAway(user);
        shop.leads(user, main);
        join(main);
        ask(device).body("customerId", equalTo(main)).body("placements[0].reason", equalTo("NOTHING"));
    }

    @Test
    void whatSomebodyOfADevicesNameIsHandedLaterCountsForWhoeverTookHerIn() {
        shop.customer(device, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
        handed(device);
        join(user);
        handed(user);
        String third = handed(device);
        isFull(user);
        met(third, "failed");
        handed(user);
        isFull(user);
        assertThat(total()).isEqualTo(3);
    }

    @Test
    void capsAreTheSameAfterAFlush() {
        String first = handed(device);
        handed(device);
        join(user);
        handed(user);
        isFull(user);
        met(first, "failed");
        handed(user);
        isFull(user);
        eventually(shop::everythingIsLogged);
        redis.call(Request.cmd(Command.FLUSHALL));
        shop.open();
        join(user);
        isFull(user);
        shop.leads(device, user);
        isFull(device);
        assertThat(total()).isEqualTo(3);
    }

    @RepeatedTest(5)
    void decisionsOfBothAtTheMomentOfTheJoinNeverExceedTheCap() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String who = i % 2 == 0 ? device : user;
                int number = i;
                calls.add(() -> {
                    if (number == 8) {
                        join(user);
                    } else if (number == 20) {
                        shop.leads(device, user);
                    }
                    return ask(who).extract().asString().contains("CHOSEN");
                });
            }
            int chosen = 0;
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                chosen += call.get() ? 1 : 0;
            }
            // each may have had her three before they were known to be one; afterwards there is no room
            assertThat(chosen).isBetween(3, 6);
            isFull(user);
            isFull(device);
        } finally {
            threads.shutdownNow();
        }
    }
}
