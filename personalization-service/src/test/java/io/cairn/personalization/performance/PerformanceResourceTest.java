package io.cairn.personalization.performance;

import static io.cairn.personalization.decision.Shop.caller;
import static io.cairn.personalization.decision.Shop.decide;
import static io.cairn.personalization.decision.Shop.eventually;
import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.decision.Shop.offer;
import static io.cairn.personalization.decision.Shop.placement;
import static io.cairn.personalization.decision.Shop.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.decision.Shop;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PersonalizationTest
class PerformanceResourceTest {
    @Inject
    Shop shop;

    @Inject
    DataSource dataSource;

    private String at;
    private String offer;

    @BeforeEach
    void open() {
        shop.open();
        at = key("place");
        offer = "o-" + at;
        placement(at, ",'channel':'web'");
        offer(offer, at, "");
    }

    private String handed(String who) {
        return decide("{'customerId':'%s','placements':['%s']}".formatted(who, at))
                .then()
                .statusCode(200)
                .extract()
                .path("placements[0].propositions[0].propositionId");
    }

    private static void met(String propositionId, String outcome, String more) {
        String body = "{'propositionId':'%s','outcome':'%s'%s}".formatted(propositionId, outcome, more);
        caller().body(body.replace('\'', '"')).post("/v1/outcomes").then().statusCode(200);
    }

    @Test
    void outcomesAreCountedOnceByRulePlacementAndStage() {
        String viewer = key("u");
        shop.customer(viewer, Instant.parse("2026-03-01T10:00:00Z"), "product_view");
        String first = handed(viewer);
        String second = handed(key("u"));
        String third = handed(key("u"));
        handed(key("u"));
        met(first, "converted", ",'value':20,'at':'2020-01-01T00:00:00Z'");
        met(first, "converted", ",'value':30.5");
        met(first, "clicked", "");
        met(first, "clicked", "");
        met(second, "converted", ",'value':0.25");
        met(third, "failed", "");
        eventually(shop::everythingIsLogged);
        ValidatableResponse found =
                caller().get("/v1/offers/{key}/performance", offer).then().statusCode(200);
        assertThat(found.extract().jsonPath().getDouble("total.clicked.low")).isCloseTo(0.0456, within(0.0001));
        assertThat(found.extract().jsonPath().getDouble("total.clicked.high")).isCloseTo(0.6994, within(0.0001));
        found.body("offer", equalTo(offer))
                .body("total.decided", equalTo(4))
                .body("total.delivered.count", equalTo(2))
                .body("total.delivered.rate", equalTo(0.5f))
                .body("total.opened.count", equalTo(0))
                .body("total.clicked.count", equalTo(1))
                .body("total.converted.count", equalTo(2))
                .body("total.failed.count", equalTo(1))
                // the first conversion was told to be the earlier one as soon as it was handed out
                .body("total.value", equalTo(20.25f))
                .body("byRule", hasSize(1))
                .body("byRule[0].rule", equalTo(offer))
                .body("byRule[0].decided", equalTo(4))
                .body("byPlacement[0].placement", equalTo(at))
                .body("byPlacement[0].value", equalTo(20.25f))
                .body("byStage.find { it.stage == 'consideration' }.decided", equalTo(1))
                .body("byStage.find { it.stage == 'consideration' }.journey", equalTo("shop"))
                .body("byStage.find { it.stage == 'awareness' }.decided", equalTo(3));
    }

    @Test
    void valueReportedByRequestIdCountsInFullForEachOfferOfTheAnswer() {
        String both = key("place");
        placement(both, ",'channel':'web','maxItems':2");
        String one = "o-" + both;
        String other = "p-" + both;
        offer(one, both, "");
        offer(other, both, "");
        String request = key("request");
        decide("{'customerId':'%s','requestId':'%s','placements':[{'key':'%s','count':2}]}"
                        .formatted(key("u"), request, both))
                .then()
                .body("placements[0].propositions", hasSize(2));
        String body = "{'requestId':'%s','outcome':'converted','value':59.5}".formatted(request);
        caller().body(body.replace('\'', '"')).post("/v1/outcomes").then().statusCode(200);
        eventually(shop::everythingIsLogged);
        for (String credited : List.of(one, other)) {
            caller().get("/v1/offers/{key}/performance", credited)
                    .then()
                    .body("total.converted.count", equalTo(1))
                    .body("total.value", equalTo(59.5f));
        }
    }

    @Test
    void onlyDecisionsOfTheTimeAskedForCount() {
        handed(key("u"));
        eventually(shop::everythingIsLogged);
        caller().get("/v1/offers/{key}/performance?to=2020-01-01T00:00:00Z", offer)
                .then()
                .statusCode(200)
                .body("to", equalTo("2020-01-01T00:00:00Z"))
                .body("total.decided", equalTo(0))
                .body("total.delivered.rate", nullValue())
                .body("byRule", empty());
        caller().get("/v1/offers/{key}/performance?from=2020-01-01T00:00:00Z", offer)
                .then()
                .body("total.decided", equalTo(1));
        caller().get("/v1/offers/{key}/performance?from=yesterday", offer)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("from"));
        caller().get("/v1/offers/{key}/performance?from=2021-01-01T00:00:00Z&to=2020-01-01T00:00:00Z", offer)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("to"));
        caller().get("/v1/offers/no-such-offer/performance").then().statusCode(404);
    }

    @Test
    void whoIsHeldOutIsLoggedAsSuch() throws SQLException {
        put(
                "/v1/rules/" + offer,
                "{'name':'Held','offers':['%s'],'placements':['%s'],'holdout':1}".formatted(offer, at));
        String who = key("u");
        decide("{'customerId':'%s','placements':['%s']}".formatted(who, at))
                .then()
                .body("placements[0].reason", equalTo("HOLDOUT"));
        eventually(shop::everythingIsLogged);
        try (var connection = dataSource.getConnection();
                var query = connection.prepareStatement("select rule, placement from held_out where customer_id = ?")) {
            query.setString(1, who);
            try (var rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo(offer);
                assertThat(rows.getString(2)).isEqualTo(at);
                assertThat(rows.next()).isFalse();
            }
        }
    }
}
