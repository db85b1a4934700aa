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
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class VersionResourceTest {
    @Test
    void publishingNeedsNoBodyAndAnswersTheVersion() {
        String key = saved();
        String publishedAt = publish(key)
                .then()
                .statusCode(200)
                .body("key", equalTo(key))
                .body("version", equalTo(1))
                .extract()
                .path("publishedAt");
        assertThat(Instant.parse(publishedAt)).isBeforeOrEqualTo(Instant.now());
        get(key).body("status", equalTo("live")).body("liveVersion", equalTo(1));
    }

    @Test
    void mapOfARealShopIsPublished() throws Exception {
        Path map = Path.of(System.getProperty("cairn.shared"), "data", "ecom", "journey.json");
        assumeThat(map).exists();
        String key = freshKey();
        save(key, Files.readString(map)).statusCode(201);
        publish(key).then().statusCode(200);
    }

    @Test
    void publishedVersionStaysAsItWasWhenTheDraftChanges() {
        String key = published();
        save(key, "{\"name\":\"Changed\",\"stages\":[{\"key\":\"only\",\"name\":\"Only\"}]}")
                .statusCode(200);
        get(key + "/live").body("version", equalTo(1)).body("name", equalTo("Online shop"));
        publish(key).then().body("version", equalTo(2));
        get(key + "/live").body("version", equalTo(2)).body("name", equalTo("Changed"));
        get(key + "/versions/1")
                .body("name", equalTo("Online shop"))
                .body("stages.key", contains("awareness", "lapsed"));
    }

    @Test
    void versionCanBeSavedAsTheDraftAgain() {
        String key = published();
        String version = get(key + "/versions/1").extract().asString();
        save(key, version).statusCode(200).body("version", nullValue()).body("publishedAt", nullValue());
    }

    @Test
    void noteIsKeptWithItsVersion() {
        String key = saved();
        callerWith("designer-key")
                .body("{\"note\":\"first\"}")
                .post(JOURNEYS + "/" + key + "/publish")
                .then()
                .statusCode(200);
        get(key + "/versions/1").body("note", equalTo("first")).body("publishedAt", notNullValue());
        get(key + "/versions")
                .body("items[0].note", equalTo("first"))
                .body("items[0].publishedBy", equalTo("designer"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"note":5}             | /note
                    {"note":"a\\u0000b"}   | /note
                    {"note":"\\udc00"}     | /note
                    {"message":"x"}        | /message
                    [1]                    | ''
                    {"note":               | ''
                    """)
    void badNoteIsRefusedAndNothingPublished(String body, String pointer) {
        String key = saved();
        caller().body(body)
                .post(JOURNEYS + "/" + key + "/publish")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
        get(key + "/live").statusCode(404);
    }

    @Test
    void overlongNoteIsRefused() {
        caller().body("{\"note\":\"" + "x".repeat(1001) + "\"}")
                .post(JOURNEYS + "/" + saved() + "/publish")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/note"));
    }

    @Test
    void mapWithoutStagesIsNotPublished() {
        String key = freshKey();
        save(key, "{\"name\":\"Just begun\"}").statusCode(201);
        publish(key)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/stages"));
        get(key + "/versions").body("items", equalTo(List.of()));
    }

    @Test
    void staleIfMatchPublishesNothing() {
        String key = freshKey();
        String stale = save(key, MAP).extract().header("ETag");
        String current = save(key, MAP).extract().header("ETag");
        String path = JOURNEYS + "/" + key + "/publish";
        caller().header("If-Match", stale).post(path).then().statusCode(412);
        caller().header("If-Match", current).post(path).then().statusCode(200).body("version", equalTo(1));
        caller().header("If-Match", current)
                .body(MAP)
                .put(JOURNEYS + "/" + key)
                .then()
                .statusCode(200);
    }

    @Test
    void concurrentPublicationsAreNumberedWithoutGaps() {
        String key = saved();
        List<Integer> versions = Concurrently.times(
                8, n -> publish(key).then().statusCode(200).extract().path("version"));
        assertThat(versions)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 8).boxed().toList());
        get(key).body("liveVersion", equalTo(8));
    }

    @Test
    void versionsAreListedNewestFirstAndPaged() {
        String key = saved();
        IntStream.range(0, 5).forEach(n -> publish(key).then().statusCode(200));
        var first = caller().queryParam("limit", 3).get(JOURNEYS + "/" + key + "/versions");
        first.then().statusCode(200).body("items.version", contains(5, 4, 3)).body("next", notNullValue());
        caller().queryParam("cursor", first.<String>path("next"))
                .get(JOURNEYS + "/" + key + "/versions")
                .then()
                .body("items.version", contains(2, 1))
                .body("next", nullValue());
    }

    @Test
    void cursorOfAnotherListIsRefused() {
        caller().queryParam("cursor", "c2hvcA")
                .get(JOURNEYS + "/" + saved() + "/versions")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("cursor"));
    }

    @Test
    void unchangedVersionIsNotSentAgain() {
        String key = published();
        String tag = get(key + "/versions/1").extract().header("ETag");
        for (String path : List.of("/versions/1", "/live")) {
            caller().header("If-None-Match", tag)
                    .get(JOURNEYS + "/" + key + path)
                    .then()
                    .statusCode(304);
        }
        publish(key).then().statusCode(200);
        caller().header("If-None-Match", tag)
                .get(JOURNEYS + "/" + key + "/live")
                .then()
                .statusCode(200);
    }

    @Test
    void journeyWithoutALiveVersionSaysSo() {
        get(saved() + "/live").statusCode(404).body("detail", containsString("no live version"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "-1", "x", "99999999999"})
    void unknownVersionIsNotFound(String n) {
        get(published() + "/versions/" + n).statusCode(404).contentType("application/problem+json");
    }

    @Test
    void unknownJourneyHasNothingPublished() {
        String key = freshKey();
        publish(key).then().statusCode(404);
        for (String path : List.of("/versions", "/versions/1", "/live")) {
            get(key + path).statusCode(404).contentType("application/problem+json");
        }
    }

    @Test
    void emptyBodyOfAnyTypePublishes() {
        for (ContentType type : List.of(ContentType.URLENC, ContentType.JSON, ContentType.TEXT)) {
            given().header("Authorization", "Bearer local-dev-key")
                    .contentType(type)
                    .post(JOURNEYS + "/" + saved() + "/publish")
                    .then()
                    .statusCode(200);
        }
    }
}
