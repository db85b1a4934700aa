package io.cairn.personalization.performance;

import static io.cairn.personalization.decision.Shop.caller;
import static io.cairn.personalization.decision.Shop.decide;
import static io.cairn.personalization.decision.Shop.eventually;
import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.decision.Shop.offer;
import static io.cairn.personalization.decision.Shop.placement;
import static io.cairn.personalization.decision.Shop.put;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.decision.Shop;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PersonalizationTest
class EffectResourceTest {
    @Inject
    Shop shop;

    @Inject
    DataSource dataSource;

    private String at;
    private String rule;

    @BeforeEach
    void open() {
        shop.open();
        at = key("place");
        rule = "o-" + at;
        placement(at, ",'channel':'web'");
        offer(rule, at, "");
    }

    private void holdOut(int share) {
        String goal = "'goal':{'event':'purchase','within':'P7D'}";
        put(
                "/v1/rules/" + rule,
                "{'name':'A rule','offers':['%s'],'placements':['%s'],'holdout':%d,%s}"
                        .formatted(rule, at, share, goal));
    }

    /** Lets some be decided for, as many days ago. */
    private void decided(int daysAgo, String... customers) throws SQLException {
        for (String who : customers) {
            decide("{'customerId':'%s','placements':['%s']}".formatted(who, at))
                    .then()
                    .statusCode(200);
        }
        eventually(shop::everythingIsLogged);
        try (var connection = dataSource.getConnection()) {
            for (String table : new String[] {"proposition", "held_out"}) {
                try (var update = connection.prepareStatement("update " + table
                        + " set decided_at = decided_at - make_interval(days => ?) where customer_id = any(?)")) {
                    update.setInt(1, daysAgo);
                    update.setArray(2, connection.createArrayOf("text", customers));
                    update.execute();
                }
            }
        }
    }

    private void bought(String who, int daysAgo) {
        shop.customer(who, Instant.now().minus(Duration.ofDays(daysAgo)), "purchase");
    }

    private ValidatableResponse effect(String more) {
        return caller().get("/v1/rules/" + rule + "/effect" + more).then();
    }

    @Test
    void whoMetTheGoalIsComparedWithWhoWasHeldOut() throws SQLException {
        String buyer = key("u");
        String late = key("u");
        String before = key("u");
        String stranger = key("u");
        String waiting = key("u");
        holdOut(0);
        decided(30, buyer, late, before, stranger);
        decided(3, waiting);
        bought(buyer, 25);
        bought(late, 20);
        bought(before, 35);
        bought(waiting, 2);
        holdOut(1);
        String heldBuyer = key("u");
        String held = key("u");
        decided(30, heldBuyer, held);
        bought(heldBuyer, 24);
        effect("")
                .statusCode(200)
                .body("rule", equalTo(rule))
                .body("goal.event", equalTo("purchase"))
                .body("goal.within", equalTo("P7D"))
                .body("treated.customers", equalTo(4))
                .body("treated.met.count", equalTo(1))
                .body("treated.met.rate", equalTo(0.25f))
                .body("treated.waiting", equalTo(1))
                .body("treated.unknown", equalTo(0))
                .body("heldOut.customers", equalTo(2))
                .body("heldOut.met.count", equalTo(1))
                .body("heldOut.waiting", equalTo(0))
                .body("both", equalTo(0))
                .body("difference.rate", equalTo(-0.25f))
                .body("difference.relative", equalTo(-0.5f));
        String day = Instant.now().minus(Duration.ofDays(10)).toString();
        effect("?from=" + day).body("treated.customers", equalTo(0)).body("treated.waiting", equalTo(1));
        effect("?to=" + day)
                .body("to", equalTo(day))
                .body("treated.customers", equalTo(4))
                .body("treated.waiting", equalTo(0));
    }

    @Test
    void customerCountsOnceFromTheFirstTimeUnderWhicheverIds() throws SQLException {
        String who = key("u");
        String device = key("d");
        holdOut(0);
        decided(20, who);
        decided(20, device);
        decided(20, who); // the first one is 40 days ago now
        bought(who, 36);
        shop.leads(device, who);
        effect("").body("treated.customers", equalTo(1)).body("treated.met.count", equalTo(1));
        effect("?from=" + Instant.now().minus(Duration.ofDays(30))).body("treated.customers", equalTo(0));
    }

    /** Else those who come back would be missing from the smaller group first of all. */
    @Test
    void whoIsOfBothGroupsIsOfTheFirst() throws SQLException {
        String buyer = key("u");
        String device = key("d");
        String back = key("u");
        String later = key("d");
        holdOut(1);
        decided(40, device, back);
        holdOut(0);
        decided(20, buyer, later);
        bought(buyer, 36);
        bought(back, 18);
        shop.leads(device, buyer);
        shop.leads(later, back);
        effect("")
                .body("treated.customers", equalTo(0))
                .body("treated.met.rate", nullValue())
                .body("heldOut.customers", equalTo(2))
                .body("heldOut.met.count", equalTo(1))
                .body("both", equalTo(2))
                .body("difference.rate", nullValue());
    }

    @Test
    void nothingIsSaidWhileProfilesAreBeingRebuilt() throws SQLException {
        holdOut(0);
        decided(40, key("u"));
        shop.losesProfiles();
        effect("").statusCode(503).body("detail", equalTo("profiles are being rebuilt"));
    }

    @Test
    void moreThanAPageAreAllCounted() throws SQLException {
        holdOut(0);
        String buyer = key("u");
        decided(30, buyer);
        bought(buyer, 25);
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(
                        """
                        insert into proposition (proposition_id, decision_id, customer_id, offer, rule, tags, placement, channel,
                          outbound, decided_at, epoch)
                        select ? || n || 'p', ? || n, 'many-' || n, ?, ?, '{}', ?, 'web', false, now() - interval '20 days', 'e'
                        from generate_series(1, 1200) n""")) {
            insert.setString(1, rule);
            insert.setString(2, rule);
            insert.setString(3, rule);
            insert.setString(4, rule);
            insert.setString(5, at);
            insert.execute();
        }
        effect("")
                .statusCode(200)
                .body("treated.customers", equalTo(1201))
                .body("treated.met.count", equalTo(1))
                .body("heldOut.customers", equalTo(0));
    }

    @Test
    void whatHasNoGoalOrIsNoRuleIsSaid() {
        effect("").statusCode(422).body("detail", containsString("'" + rule + "' has no goal"));
        caller().get("/v1/rules/no-such-rule/effect").then().statusCode(404);
        holdOut(0);
        effect("").statusCode(200).body("treated.customers", equalTo(0)).body("treated.met.rate", nullValue());
        effect("?from=yesterday").statusCode(400).body("errors[0].pointer", equalTo("from"));
        effect("?from=2021-01-01T00:00:00Z&to=2020-01-01T00:00:00Z")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("to"));
    }
}
