package io.cairn.journey.map.rest;

import static io.cairn.journey.Api.JOURNEYS;
import static io.cairn.journey.Api.MAP;
import static io.cairn.journey.Api.caller;
import static io.cairn.journey.Api.callerWith;
import static io.cairn.journey.Api.freshKey;
import static io.cairn.journey.Api.get;
import static io.cairn.journey.Api.publish;
import static io.cairn.journey.Api.published;
import static io.cairn.journey.Api.save;
import static io.cairn.journey.Api.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.journey.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HistoryResourceTest {
    private static final String OTHER = MAP.replace("days(90)", "days(60)");

    @Test
    void allThatWasDoneIsThereNewestFirstWithWhoAndWhenAndWhy() {
        String key = freshKey();
        String path = JOURNEYS + "/" + key;
        callerWith("designer-key")
                .body(MAP)
                .put(path + "?note=First idea")
                .then()
                .statusCode(201);
        post(key, "publish", "{\"note\":\"Go\"}").statusCode(200);
        caller().delete(path + "?note=Winter break").then().statusCode(204);
        post(key, "restore", "{\"note\":\"Spring\"}").statusCode(200).body("status", equalTo("draft"));
        post(key, "review", "{\"note\":\"Still right\"}").statusCode(200);
        save(key, OTHER).statusCode(200);
        ValidatableResponse history = get(key + "/history").statusCode(200);
        history.body("items.action", contains("saved", "reviewed", "restored", "archived", "published", "saved"))
                .body("items.note", contains(null, "Still right", "Spring", "Winter break", "Go", "First idea"))
                .body("items[0].revision", equalTo(2))
                .body("items[5].revision", equalTo(1))
                .body("items[5].by", equalTo("designer"))
                .body("items[4].version", equalTo(1))
                .body("items.by", everyItem(notNullValue()));
        List<String> times = history.extract().path("items.at");
        assertThat(times.stream().map(Instant::parse).toList()).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void oneCallRollsBackAndTheHistorySaysSo() {
        String key = published();
        save(key, OTHER).statusCode(200);
        publish(key).then().statusCode(200).body("rolledBackTo", nullValue());
        save(key, "{\"name\":\"Half done\"}").statusCode(200);
        post(key, "publish", "{\"version\":1,\"note\":\"60 days was too early\"}")
                .statusCode(200)
                .body("version", equalTo(3))
                .body("rolledBackTo", equalTo(1));
        get(key + "/live")
                .body("version", equalTo(3))
                .body("stages[1].entryCriteria", equalTo("since('purchase') > days(90)"));
        get(key).body("name", equalTo("Half done"));
        get(key + "/history")
                .body("items[0].action", equalTo("rolledBack"))
                .body("items[0].version", equalTo(3))
                .body("items[0].rolledBackTo", equalTo(1))
                .body("items[0].note", equalTo("60 days was too early"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"version":9}    | 422
            {"version":0}    | 400
            {"version":1.5}  | 400
            {"version":"1"}  | 400
            """)
    void whatIsNoVersionIsNotRolledBackTo(String body, int status) {
        String key = published();
        post(key, "publish", body).statusCode(status).body("errors[0].pointer", equalTo("/version"));
        get(key).body("liveVersion", equalTo(1));
    }

    @Test
    void historyIsPaged() {
        String key = saved();
        save(key, OTHER).statusCode(200);
        save(key, MAP).statusCode(200);
        var first = caller().queryParam("limit", 2).get(JOURNEYS + "/" + key + "/history");
        first.then().body("items.revision", contains(3, 2)).body("next", notNullValue());
        caller().queryParam("cursor", first.<String>path("next"))
                .get(JOURNEYS + "/" + key + "/history")
                .then()
                .body("items.revision", contains(1))
                .body("next", nullValue());
        caller().queryParam("cursor", "c2hvcA")
                .get(JOURNEYS + "/" + key + "/history")
                .then()
                .statusCode(400);
    }

    @Test
    void restoredJourneyIsLiveAgainWithOneOfItsVersions() {
        String key = published();
        caller().delete(JOURNEYS + "/" + key).then().statusCode(204);
        publish(key).then().statusCode(409);
        post(key, "restore", "").statusCode(200).header("ETag", notNullValue()).body("liveVersion", nullValue());
        post(key, "publish", "{\"version\":1}").statusCode(200).body("version", equalTo(2));
        get(key).body("status", equalTo("live"));
    }

    @Test
    void whatChangesNothingIsNotInTheHistory() {
        String key = saved();
        post(key, "restore", "").statusCode(200);
        caller().delete(JOURNEYS + "/" + key).then().statusCode(204);
        caller().delete(JOURNEYS + "/" + key).then().statusCode(204);
        get(key + "/history").body("items.action", contains("archived", "saved"));
    }

    @Test
    void savingAnArchivedJourneyRestoresIt() {
        String key = saved();
        caller().delete(JOURNEYS + "/" + key).then().statusCode(204);
        save(key, OTHER).statusCode(200).body("status", equalTo("draft"));
        get(key + "/history").body("items.action", contains("saved", "restored", "archived", "saved"));
    }

    @Test
    void templateIsNamedInTheHistory() {
        String key = freshKey();
        caller().post(JOURNEYS + "/" + key + "?template=coffee-chain").then().statusCode(201);
        get(key + "/history").body("items[0].note", equalTo("started from the template coffee-chain"));
    }

    @Test
    void badNotesAreRefusedByName() {
        String key = saved();
        caller().queryParam("note", "x".repeat(1001))
                .body(MAP)
                .put(JOURNEYS + "/" + key)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("note"));
        post(key, "restore", "{\"note\":5}").statusCode(400).body("errors[0].pointer", equalTo("/note"));
        post(key, "review", "{\"reason\":\"x\"}").statusCode(400);
    }

    @Test
    void historyIsReadByReadersAndMadeByDesigners() {
        String key = saved();
        callerWith("reader-key").get(JOURNEYS + "/" + key + "/history").then().statusCode(200);
        for (String act : List.of("restore", "review")) {
            callerWith("reader-key")
                    .post(JOURNEYS + "/" + key + "/" + act)
                    .then()
                    .statusCode(403);
        }
        String unknown = freshKey();
        get(unknown + "/history").statusCode(404);
        post(unknown, "restore", "").statusCode(404);
        post(unknown, "review", "").statusCode(404);
    }

    @Test
    void mapIsDueForReviewUntilSomebodyLooksAtIt() throws Exception {
        String key = freshKey();
        save(key, MAP.replace("{\"name\":\"Online shop\"", "{\"name\":\"Online shop\",\"reviewEvery\":\"PT0.001S\""))
                .statusCode(201)
                .body("reviewDueAt", notNullValue());
        String later = freshKey();
        save(later, MAP.replace("{\"name\":\"Online shop\"", "{\"name\":\"Online shop\",\"reviewEvery\":\"P90D\""))
                .statusCode(201);
        Eventually.passes(Duration.ofSeconds(5), () -> due().body("items.key", hasItem(key)));
        due().body("items.key", not(hasItem(later)))
                .body("items.find { it.key == '" + key + "' }.reviewDueAt", notNullValue());
        assertThat(dueByMetric()).isPositive();
        save(key, MAP).statusCode(200).body("reviewDueAt", nullValue());
        due().body("items.key", not(hasItem(key)));
    }

    @Test
    void reviewSetsTheNextOne() {
        String key = freshKey();
        String before = save(
                        key,
                        MAP.replace("{\"name\":\"Online shop\"", "{\"name\":\"Online shop\",\"reviewEvery\":\"PT1H\""))
                .extract()
                .path("reviewDueAt");
        String after = post(key, "review", "").statusCode(200).extract().path("reviewDueAt");
        assertThat(Instant.parse(after)).isAfter(Instant.parse(before));
        caller().header("If-Match", "\"9\"")
                .post(JOURNEYS + "/" + key + "/review")
                .then()
                .statusCode(412);
    }

    @Test
    void onlyTheDraftThatWasReadIsRestored() {
        String key = saved();
        caller().delete(JOURNEYS + "/" + key).then().statusCode(204);
        caller().header("If-Match", "\"9\"")
                .post(JOURNEYS + "/" + key + "/restore")
                .then()
                .statusCode(412);
        get(key).body("status", equalTo("archived"));
        caller().header("If-Match", "\"1\"")
                .post(JOURNEYS + "/" + key + "/restore")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void emptyPreconditionIsRefused(String tag) {
        String key = saved();
        for (String act : List.of("publish", "restore", "review")) {
            caller().header("If-Match", tag)
                    .post(JOURNEYS + "/" + key + "/" + act)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("If-Match"));
        }
        caller().header("If-Match", tag)
                .body(OTHER)
                .put(JOURNEYS + "/" + key)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("If-Match"));
    }

    @Test
    void archivedJourneyIsNotDue() {
        String key = freshKey();
        save(key, "{\"name\":\"Old\",\"reviewEvery\":\"PT0.001S\"}").statusCode(201);
        caller().delete(JOURNEYS + "/" + key).then().statusCode(204);
        due().body("items.key", not(hasItem(key)));
        caller().queryParam("due", "perhaps").get(JOURNEYS).then().statusCode(400);
    }

    @Test
    void lostUpdateIsToldWhatChanged() {
        String key = saved();
        callerWith("designer-key").body(OTHER).put(JOURNEYS + "/" + key).then().statusCode(200);
        caller().header("If-Match", "\"1\"")
                .body(MAP)
                .put(JOURNEYS + "/" + key)
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .header("ETag", equalTo("\"2\""))
                .body("etag", equalTo("\"2\""))
                .body("savedBy", equalTo("designer"))
                .body("savedAt", notNullValue())
                .body("changes", hasSize(1))
                .body("changes[0].at", equalTo("stages/lapsed"))
                .body("changes[0].before", equalTo("since('purchase') > days(90)"))
                .body("changes[0].after", equalTo("since('purchase') > days(60)"));
        get(key).body("stages[1].entryCriteria", equalTo("since('purchase') > days(60)"));
    }

    @Test
    void whoReadADraftThatIsNoLongerKeptIsOnlyToldThatItChanged() {
        String key = saved();
        for (int save = 0; save < 20; save++) {
            save(key, save % 2 == 0 ? OTHER : MAP).statusCode(200);
        }
        for (String tag : List.of("\"1\"", "\"never\"")) {
            caller().header("If-Match", tag)
                    .body(MAP)
                    .put(JOURNEYS + "/" + key)
                    .then()
                    .statusCode(412)
                    .body("etag", equalTo("\"21\""))
                    .body("changes", nullValue());
        }
        caller().header("If-Match", "\"2\"")
                .delete(JOURNEYS + "/" + key)
                .then()
                .statusCode(412)
                .body("changes", hasSize(1));
    }

    private static ValidatableResponse due() {
        return caller().queryParam("due", true)
                .queryParam("limit", 1000)
                .get(JOURNEYS)
                .then()
                .statusCode(200);
    }

    private static double dueByMetric() {
        return caller().accept("text/plain")
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("cairn_journeys_due"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    private static ValidatableResponse post(String key, String act, String body) {
        return caller().body(body).post(JOURNEYS + "/" + key + "/" + act).then();
    }
}
