package io.cairn.personalization.catalogue;

import static io.cairn.personalization.catalogue.Requests.caller;
import static io.cairn.personalization.catalogue.Requests.delete;
import static io.cairn.personalization.catalogue.Requests.get;
import static io.cairn.personalization.catalogue.Requests.newKey;
import static io.cairn.personalization.catalogue.Requests.offer;
import static io.cairn.personalization.catalogue.Requests.placement;
import static io.cairn.personalization.catalogue.Requests.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.cairn.personalization.PersonalizationTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@PersonalizationTest
class ItemResourcesTest {
    private static final String OFFER =
            """
            {"name":"Ten percent","status":"live","tags":["discount"],"value":12.5,"validFrom":"2026-01-01T00:00:00Z",
             "validTo":"2027-01-01T00:00:00Z","eligibility":"traits.country == 'DE'",
             "caps":[{"limit":2,"per":"P7D","scope":"customer"},{"limit":10000,"scope":"total"}],
             "representations":[{"channel":"email","locale":"en","content":{
               "subject":"Still thinking, {traits.firstName ?: 'friend'}?","html":"<p>x</p>","n":3,"more":{"a":[1,null]}}}]}""";

    @Inject
    Catalogues catalogues;

    @Inject
    DataSource database;

    @Test
    void anOfferIsGivenBackAsItWasPut() {
        String path = "/v1/offers/" + newKey();
        String etag = put(path, OFFER).statusCode(201).extract().header("ETag");
        assertThat(etag).isEqualTo("\"1\"");
        JsonPath answer =
                get(path).statusCode(200).header("ETag", etag).extract().jsonPath();
        java.util.Map<String, Object> put = JsonPath.from(OFFER).getMap("");
        assertThat(answer.<String, Object>getMap("")).containsAllEntriesOf(put);
        assertThat(answer.getInt("version")).isEqualTo(1);
        assertThat(answer.getString("key")).isEqualTo(path.substring("/v1/offers/".length()));
        assertThat(answer.getString("updatedAt")).endsWith("Z");
        // what a GET gave can be PUT again
        put(path, answer.prettify()).statusCode(200).header("ETag", "\"2\"").body("version", equalTo(2));
    }

    @Test
    void aValueIsGivenBackAsPeopleWriteIt() {
        String path = "/v1/offers/" + newKey();
        put(path, "{\"name\":\"A\",\"value\":100.0}").statusCode(201);
        assertThat(get(path).extract().asString()).contains("\"value\":100.0,");
    }

    @Test
    void aSavedOfferIsUsedAtOnceWithItsDefaults() {
        String key = offer();
        CompiledOffer saved = catalogues.current().offer(key).orElseThrow();
        assertThat(saved.offer().status().toString()).isEqualTo("live");
        assertThat(saved.offer().value()).isZero();
        put("/v1/offers/" + key, "{\"name\":\"B\",\"status\":\"draft\"}").statusCode(200);
        CompiledOffer again = catalogues.current().offer(key).orElseThrow();
        assertThat(again.offer().status().toString()).isEqualTo("draft");
        assertThat(again.version()).isEqualTo(2);
        delete("/v1/offers/" + key).statusCode(204);
        assertThat(catalogues.current().offer(key)).isEmpty();
        get("/v1/offers/" + key).statusCode(404);
        delete("/v1/offers/" + key).statusCode(404);
        put("/v1/offers/" + key, "{\"name\":\"C\"}").statusCode(201).body("version", equalTo(3));
    }

    @Test
    void placementsAndRulesAreGivenBackAndUsed() {
        String offer = offer();
        String placement = newKey();
        put(
                        "/v1/placements/" + placement,
                        """
                        {"name":"Hero","channel":"email","mode":"outbound","fallback":"%s","maxItems":3,
                         "caps":[{"limit":3,"per":"P1D","scope":"customer","window":"calendar"}]}"""
                                .formatted(offer))
                .statusCode(201)
                .body("fallback", equalTo(offer));
        String rule = newKey();
        put(
                        "/v1/rules/" + rule,
                        """
                        {"name":"Rule","journey":"unknown-yet","stages":["anything"],"placements":["%s"],
                         "when":"count('product_view') >= 1","startAt":"2026-01-01T00:00:00Z","endAt":"2027-01-01T00:00:00Z",
                         "offers":["%s"],"tags":["discount"],"priority":100,"ranking":"offer.value * 2.0","holdout":0.1,
                         "goal":{"event":"purchase","within":"P7D"},"active":true}"""
                                .formatted(placement, offer))
                .statusCode(201)
                .body("goal.within", equalTo("P7D"))
                .body("warnings.pointer", equalTo(List.of("/journey")))
                .body("warnings[0].detail", containsString("journey 'unknown-yet' has no live map"));
        CompiledRule compiled = catalogues.current().rule(rule).orElseThrow();
        assertThat(compiled.when()).isNotNull();
        assertThat(compiled.ranking()).isNotNull();
        assertThat(catalogues.current().candidates(compiled))
                .extracting(CompiledOffer::key)
                .contains(offer);
        assertThat(catalogues
                        .current()
                        .placement(placement)
                        .orElseThrow()
                        .placement()
                        .stickyFor())
                .hasHours(1);
        delete("/v1/offers/" + offer)
                .statusCode(409)
                .body("detail", containsString("placement " + placement))
                .body("detail", containsString("rule " + rule));
        delete("/v1/placements/" + placement).statusCode(409).body("detail", containsString("rule " + rule));
        delete("/v1/rules/" + rule).statusCode(204);
        delete("/v1/placements/" + placement).statusCode(204);
        delete("/v1/offers/" + offer).statusCode(204);
    }

    @Test
    void ifMatchGuardsAgainstLostUpdates() {
        String path = "/v1/offers/" + newKey();
        String body = "{\"name\":\"x\"}";
        caller().header("If-Match", "\"1\"").body(body).put(path).then().statusCode(412);
        caller().header("If-Match", "*").body(body).put(path).then().statusCode(412);
        caller().header("If-None-Match", "*").body(body).put(path).then().statusCode(201);
        caller().header("If-None-Match", "*").body(body).put(path).then().statusCode(412);
        caller().header("If-Match", "\"1\"").body(body).put(path).then().statusCode(200);
        caller().header("If-Match", "\"1\"").body(body).put(path).then().statusCode(412);
        caller().header("If-Match", "W/\"2\"").body(body).put(path).then().statusCode(412);
        caller().header("If-Match", "\"7\", \"2\"").body(body).put(path).then().statusCode(200);
        caller().header("If-Match", "\"2\"").delete(path).then().statusCode(412);
        caller().header("If-Match", "\"3\"").delete(path).then().statusCode(204);
    }

    @Test
    void onlyTheStarItselfStandsForAnyVersion() {
        String path = "/v1/offers/" + offer();
        caller().header("If-Match", "\"*\"")
                .body("{\"name\":\"x\"}")
                .put(path)
                .then()
                .statusCode(412);
        caller().header("If-Match", "\"*\"").delete(path).then().statusCode(412);
        caller().header("If-Match", "*").delete(path).then().statusCode(204);
    }

    @Test
    void aWeakTagExcludesWhatIsThere() {
        String path = "/v1/offers/" + offer();
        caller().header("If-None-Match", "W/\"1\"")
                .body("{\"name\":\"x\"}")
                .put(path)
                .then()
                .statusCode(412);
        caller().header("If-None-Match", "W/\"2\"")
                .body("{\"name\":\"x\"}")
                .put(path)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"If-Match,1", "If-Match,\"1", "If-None-Match,1", "If-None-Match,garbage"})
    void aHeaderThatHasNoTagsIsNamed(String header, String value) {
        caller().header(header, value)
                .body("{\"name\":\"x\"}")
                .put("/v1/offers/" + offer())
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(header));
    }

    @Test
    void oneOfManyConcurrentSavesWithTheSameETagWins() throws Exception {
        String path = "/v1/offers/" + offer();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> saves = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String body = "{\"name\":\"by " + i + "\"}";
                saves.add(() -> caller().header("If-Match", "\"1\"")
                        .body(body)
                        .put(path)
                        .statusCode());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> save : threads.invokeAll(saves)) {
                statuses.add(save.get());
            }
            assertThat(statuses).containsOnly(200, 412);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "offers|{\"name\":\"A\"}|{\"name\":\"B\"}",
                "placements|{\"name\":\"A\",\"channel\":\"web\"}|{\"name\":\"B\",\"channel\":\"web\"}",
                "rules|{\"name\":\"A\",\"tags\":[\"a\"]}|{\"name\":\"B\",\"tags\":[\"a\"]}",
            })
    void everySavedVersionStaysReadable(String kind, String first, String second) {
        String path = "/v1/" + kind + "/" + newKey();
        put(path, first).statusCode(201);
        put(path, second).statusCode(200);
        delete(path).statusCode(204);
        put(path, first).statusCode(201);
        JsonPath page = get(path + "/versions?limit=2")
                .statusCode(200)
                .body("items.version", equalTo(List.of(3, 2)))
                .body("items.current", equalTo(List.of(true, false)))
                .body("items[0].savedAt", notNullValue())
                .body("items[0].savedBy", notNullValue())
                .extract()
                .jsonPath();
        get(path + "/versions?cursor=" + page.getString("next")).body("items.version", equalTo(List.of(1)));
        get(path + "/versions/2")
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("name", equalTo("B"))
                .body("version", equalTo(2));
        get(path + "/versions/4").statusCode(404);
        get(path + "/versions/x").statusCode(404);
        get(path + "/versions?cursor=eA").statusCode(400).body("errors[0].pointer", equalTo("cursor"));
        get("/v1/" + kind + "/never/versions").statusCode(404);
        // a version that is sent back as it was given is saved anew
        put(path, get(path + "/versions/2").extract().asString())
                .statusCode(200)
                .body("name", equalTo("B"))
                .body("version", equalTo(4));
    }

    @Test
    void ifMatchGuardsDeletionsToo() {
        String path = "/v1/offers/" + newKey();
        put(path, "{\"name\":\"A\"}").statusCode(201);
        put(path, "{\"name\":\"B\"}").statusCode(200);
        String detail = caller().header("If-Match", "\"1\"")
                .delete(path)
                .then()
                .statusCode(412)
                .extract()
                .path("detail");
        assertThat(detail).contains("was saved in between by ", "its ETag is now \"2\"");
        caller().header("If-Match", "\"2\"").delete(path).then().statusCode(204);
    }

    @Test
    void listsArePagedByKey() {
        String prefix = newKey() + "-";
        for (int i = 0; i < 5; i++) {
            put("/v1/rules/" + prefix + i, "{\"name\":\"x\",\"tags\":[\"a\"]}").statusCode(201);
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = caller().queryParam("limit", 2)
                    .queryParams(cursor == null ? java.util.Map.of() : java.util.Map.of("cursor", cursor))
                    .get("/v1/rules")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(page.getList("items")).hasSizeLessThanOrEqualTo(2);
            seen.addAll(page.getList("items.key"));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(seen).isSorted().doesNotHaveDuplicates().contains(prefix + 0, prefix + 4);
        get("/v1/rules?limit=0").statusCode(400);
        get("/v1/rules?cursor=%25").statusCode(400);
    }

    @Test
    void whoWaitsTooLongForAnotherWriterIsToldToComeAgain() throws SQLException {
        String path = "/v1/offers/" + newKey();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeQuery("SELECT revision FROM catalogue_revision FOR UPDATE");
                put(path, OFFER).statusCode(503).header("Retry-After", notNullValue());
            }
            connection.rollback();
        }
        put(path, OFFER).statusCode(201);
    }

    @Test
    void theContactPolicyHasDefaultsAndIsSaved() {
        String before = get("/v1/contact-policy")
                .statusCode(200)
                .body("timeZone", notNullValue())
                .extract()
                .header("ETag");
        String policy =
                """
                {"timeZone":"Europe/Berlin","channels":{"email":{"consent":"optIn","quietHours":{"from":"21:00","to":"08:00"},
                 "caps":[{"limit":4,"per":"P7D","scope":"customer"}]}},"tags":{"discount":{"caps":[{"limit":1,"per":"P1D"}]}},
                 "suppress":[{"outcome":"dismissed","times":2,"for":"P30D"}]}""";
        caller().header("If-Match", before)
                .body(policy)
                .put("/v1/contact-policy")
                .then()
                .statusCode(oneOf(200, 201)); // another test may have saved one
        caller().header("If-Match", before)
                .body(policy)
                .put("/v1/contact-policy")
                .then()
                .statusCode(412);
        get("/v1/contact-policy")
                .body("channels.email.quietHours.from", equalTo("21:00"))
                .body("suppress[0].for", equalTo("P30D"))
                .body("key", nullValue());
        var used = catalogues.current().contactPolicy();
        assertThat(used.consentedByDefault("email")).isFalse();
        assertThat(used.consentedByDefault("push")).isTrue();
        assertThat(used.suppress().get(0).period()).hasDays(30);
        assertThat(catalogues.current().contactPolicyVersion()).isPositive();
        int saved = catalogues.current().contactPolicyVersion();
        put("/v1/contact-policy", "{}").statusCode(200);
        get("/v1/contact-policy/versions?limit=2").body("items.version", equalTo(List.of(saved + 1, saved)));
        get("/v1/contact-policy/versions/" + saved).statusCode(200).body("timeZone", equalTo("Europe/Berlin"));
    }

    /** A purpose is asked for consent; that what stands under it besides holds for nobody is seen by nobody else. */
    @Test
    void whatThePolicyHasForNoChannelIsWarnedOf() {
        String purpose = newKey();
        String channel = newKey();
        put(
                        "/v1/placements/" + newKey(),
                        """
                        {"name":"Letter","channel":"%s","mode":"outbound","purpose":"%s"}"""
                                .formatted(channel, purpose))
                .statusCode(201);
        String quiet = "\"quietHours\":{\"from\":\"21:00\",\"to\":\"08:00\"}";
        String caps = "\"caps\":[{\"limit\":4,\"per\":\"P7D\",\"scope\":\"customer\"}]";
        put(
                        "/v1/contact-policy",
                        """
                        {"channels":{"%1$s":{"consent":"optIn",%3$s,%4$s},"%2$s":{"consent":"optIn",%3$s,%4$s},
                         "misspelt-channel":{"consent":"optIn",%3$s},"never-named":{"consent":"optOut"}},
                         "tags":{"misspelt-tag":{%4$s}}}"""
                                .formatted(channel, purpose, quiet, caps))
                .statusCode(oneOf(200, 201))
                .body(
                        "warnings.pointer",
                        containsInAnyOrder(
                                "/channels/" + purpose + "/quietHours",
                                "/channels/" + purpose + "/caps",
                                "/channels/misspelt-channel/consent",
                                "/channels/misspelt-channel/quietHours",
                                "/tags/misspelt-tag"))
                .body("warnings.detail", hasItem(containsString("'" + purpose + "', which is a purpose: ")));
        put("/v1/contact-policy", "{\"timeZone\":\"UTC\"}").body("warnings", nullValue());
    }

    @Test
    void aJourneyThatAConditionMisspellsIsWarnedOf() {
        put(
                        "/v1/offers/" + newKey(),
                        """
                        {"name":"An offer","eligibility":"seen('a') &&\\n stage('unknown-yet') == 'b' || persona('unknown-yet') == 'c'"}""")
                .statusCode(201)
                .body("warnings.pointer", equalTo(List.of("/eligibility", "/eligibility")))
                .body("warnings.line", equalTo(List.of(2, 2)))
                .body("warnings[0].column", equalTo(8))
                .body("warnings[0].detail", containsString("journey 'unknown-yet' has no live map"));
        put(
                        "/v1/rules/" + newKey(),
                        """
                        {"name":"Rule","tags":["discount"],"when":"timeInStage('unknown-yet') > days(1)",
                         "ranking":"stage('unknown-yet') == 'b' ? 1.0 : 2.0"}""")
                .statusCode(201)
                .body("warnings.pointer", equalTo(List.of("/when", "/ranking")));
    }

    @Test
    void aReferenceIsNeverLeftDangling() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 20; i++) {
                String offer = offer();
                String rule = newKey();
                Future<Integer> saved =
                        threads.submit(() -> put("/v1/rules/" + rule, "{\"name\":\"x\",\"offers\":[\"" + offer + "\"]}")
                                .extract()
                                .statusCode());
                Future<Integer> deleted = threads.submit(
                        () -> delete("/v1/offers/" + offer).extract().statusCode());
                assertThat(List.of(saved.get(), deleted.get())).isIn(List.of(201, 409), List.of(422, 204));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPlacementMayBeUsedByManyRules() {
        String placement = placement();
        for (int i = 0; i < 3; i++) {
            put("/v1/rules/" + newKey(), "{\"name\":\"x\",\"tags\":[\"a\"],\"placements\":[\"" + placement + "\"]}")
                    .statusCode(201);
        }
        delete("/v1/placements/" + placement).statusCode(409);
    }
}
